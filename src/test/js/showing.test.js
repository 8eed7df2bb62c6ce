// @ts-check
import { createStore } from '/js/session/model.js';
import { createShowing } from '/js/view/showing.js';
import { equal, test } from './harness.js';

/** @typedef {NonNullable<import('/js/session/model.js').Model['progress']>} Progress */

/** A page that plays. @param {boolean} hidden */
function pageThatIs(hidden) {
  let now = 0;
  let shows = 0;
  let passed = 0;
  const bridging = /** @type {Progress['bridging']} */ (null);
  const trouble = { bridging, underruns: 0, sounding: true, audioBlocked: false, audioStuck: false, dropouts: 0 };
  const progress = () => ({ heard: { index: 0, position: now, buffered: 30 }, fetching: null, delay: null, newest: 0, ...trouble });
  const showing = createShowing({ show: () => { shows++; }, unseen: () => { passed++; }, isHidden: () => hidden, now: () => now });
  const store = createStore('me', { onChange: showing, progress });
  return {
    /** Plays on for a moment. @param {Partial<import('/js/session/model.js').Model>} [patch] @returns {boolean} whether that is shown */
    tick(patch = {}) {
      const before = shows;
      now += 0.25;
      store.update(patch);
      return shows > before;
    },
    trouble,
    counts: () => [shows, passed],
    /** @param {boolean} now */
    hide: now => { hidden = now; },
  };
}

test('a page that is seen follows the music at every tick', () => {
  const page = pageThatIs(false);
  equal([page.tick(), page.tick(), page.tick()], [true, true, true]);
});

test('a hidden page is not brought up to date because the music plays on, but for now and then', () => {
  const page = pageThatIs(true);
  for (let tick = 0; tick < 40; tick++) {
    page.tick();
  }
  equal(page.counts(), [2, 38]);
});

test('what changes besides is shown of a hidden page at once, and once', () => {
  const page = pageThatIs(true);
  page.tick();
  equal([page.tick({ playback: 'playing' }), page.tick(), page.tick({ pausedBy: 'hand' }), page.tick()], [true, false, true, false]);
  page.trouble.audioBlocked = true;
  equal([page.tick(), page.tick()], [true, false]);
  page.trouble.bridging = { index: 0, pass: 1 };
  equal([page.tick(), page.tick()], [true, false]);
});

test('a page that comes into sight is up to date at the next tick', () => {
  const page = pageThatIs(true);
  equal([page.tick(), page.tick()], [true, false]);
  page.hide(false);
  equal(page.tick(), true);
});
