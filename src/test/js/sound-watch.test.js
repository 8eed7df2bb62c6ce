// @ts-check
import { createSoundWatch, isLinuxWebKit } from '/js/session/sound-watch.js';
import { createScope } from '/js/util/scope.js';
import { equal, test } from './harness.js';

/** A context whose state and clock the test sets, and what it was asked for. @param {string} state @param {boolean} [hangs] */
function watched(state, hangs = false) {
  /** @type {string[]} */
  const asked = [];
  const context = Object.assign(new EventTarget(), {
    state, currentTime: 0,
    resume: () => { asked.push('resume'); return Promise.resolve(); },
    suspend: () => { asked.push('suspend'); return Promise.resolve(); },
  });
  const scope = createScope();
  let now = 0;
  let paused = false;
  const watch = createSoundWatch({
    context: /** @type {any} */ (context), scope, isPaused: () => paused, fadeInAgain: () => { asked.push('fade'); }, now: () => now,
    hangs,
  });
  return {
    asked, context, scope, watch,
    pause() { paused = true; },
    /** @param {number} seconds @param {boolean} runs whether the audio clock goes on */
    look(seconds, runs) {
      for (let end = now + seconds; now < end; now += 0.25) {
        context.currentTime += runs ? 0.25 : 0;
        watch.look();
      }
    },
  };
}

test('a sound that an interruption took away is asked for again, without a click, until it is back', () => {
  const { asked, context, look, watch } = watched('running');
  look(5, true);
  context.state = 'interrupted';
  look(5, false);
  equal([watch.isBlocked(), asked.filter(each => each === 'resume').length], [true, 2]);
  look(1, true);
  equal(watch.isBlocked(), false);
});

test('a context that says it runs while its clock stands is stopped and asked for again, without a click', () => {
  const { asked, look, watch } = watched('running');
  look(5, true);
  look(5, false);
  equal([watch.isBlocked(), watch.isStuck(), asked], [true, false, ['fade', 'suspend', 'resume', 'fade', 'suspend', 'resume']]);
});

test('a WebKit on Linux is known by its name', () => {
  const linux = 'Mozilla/5.0 (X11; Linux x86_64) ';
  equal(isLinuxWebKit(`${linux}AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15`), true);
  equal(isLinuxWebKit(`${linux}AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`), false);
  equal(isLinuxWebKit('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'), false);
  equal(isLinuxWebKit('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'), false);
});

test('a context that says it runs while its clock stands is not touched where that would wait for ever', () => {
  const { asked, context, look, watch } = watched('running', true);
  look(5, true);
  equal(watch.isStuck(), false);
  look(10, false);
  watch.wake();
  document.dispatchEvent(new Event('click'));
  context.dispatchEvent(new Event('statechange'));
  equal([watch.isBlocked(), watch.isStuck(), asked], [true, true, []]);
});

test('the button asks for a sound that is suspended or interrupted', () => {
  for (const state of ['suspended', 'interrupted']) {
    const { asked, look, watch } = watched(state);
    look(5, true);
    look(2, false);
    asked.length = 0;
    watch.wake();
    equal(asked.at(-1), 'resume');
  }
});

test('in a tab in the background the sound is asked for as well', () => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
  try {
    const { asked, context } = watched('suspended');
    context.dispatchEvent(new Event('statechange'));
    equal(asked.at(-1), 'resume');
  } finally {
    delete (/** @type {any} */ (document).hidden);
  }
});

test('music that is paused, and music that has ended, is left alone', () => {
  const { asked, context, look, pause, scope } = watched('running');
  look(5, true);
  pause();
  context.state = 'suspended';
  context.dispatchEvent(new Event('statechange'));
  look(10, false);
  equal(asked, []);
  scope.end();
  context.dispatchEvent(new Event('statechange'));
  equal(asked, []);
});
