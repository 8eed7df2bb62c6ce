// @ts-check
import { createFocus } from '/js/timer/focus.js';
import { createStore } from '/js/session/model.js';
import { createPause } from '/js/session/pause.js';
import { equal, test } from './harness.js';

const MINUTE = 60;

/** Music and a timer of 25 and 5 minutes on it, with its own clock. */
function workday() {
  let now = 0;
  const store = createStore('me', { progress: () => null, onChange: () => {} });
  store.update({ playback: 'playing' });
  /** @type {string[]} */
  const heard = [];
  const music = createPause({ store, isPlaying: () => true, output: {
    pause: () => { heard.push('pause'); }, resume: () => { heard.push('resume'); } } });
  const focus = createFocus({ now: () => now, music: { ...music, end() {}, keepOn() {} } });
  focus.choose('blocks-25-5');
  focus.update(store.state());
  return { store, heard, music, focus, at: (/** @type {number} */ minutes) => {
    now = minutes * MINUTE;
    focus.update(store.state());
    return store.state().pausedBy;
  } };
}

/** @requirement B16 */
test('a pause made by hand holds the timer: no break begins in it, and the work goes on afterwards', () => {
  const { heard, music, focus, at } = workday();
  at(20);
  music.pause('hand');
  equal([25, 29, 30, 31].map(at), ['hand', 'hand', 'hand', 'hand']);
  equal([heard, focus.state().left], [['pause'], 5 * MINUTE]);
  music.resume();
  equal([35, 36].map(at), [null, 'break']);
});

test('a pause made by hand in a break outlasts it', () => {
  const { heard, music, at } = workday();
  at(25);
  music.pause('hand');
  equal([26, 30, 31].map(at), ['hand', 'hand', 'hand']);
  equal(heard, ['pause']);
});

test('a pause made by hand outlasts another choice of timer', () => {
  const { music, focus, at } = workday();
  at(20);
  music.pause('hand');
  at(26);
  focus.choose('off');
  equal(at(27), 'hand');
});

test('a break ends by itself', () => {
  const { heard, at } = workday();
  equal([25, 29, 30].map(at), ['break', 'break', null]);
  equal(heard, ['pause', 'resume']);
});
