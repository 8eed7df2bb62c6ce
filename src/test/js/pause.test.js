// @ts-check
import { createFocus } from '/js/timer/focus.js';
import { createStore } from '/js/session/model.js';
import { createPause } from '/js/session/pause.js';
import { equal, test } from './harness.js';

const MINUTE = 60;

/** Music and a timer on it, with its own clock. @param {string} [id] of 25 and 5 minutes, where no other is named */
function workday(id = 'blocks-25-5') {
  let now = 0;
  const store = createStore('me', { progress: () => null, onChange: () => {} });
  store.update({ playback: 'playing' });
  /** @type {string[]} */
  const heard = [];
  const music = createPause({ store, isPlaying: () => true, stop: () => { heard.push('stop'); }, output: {
    pause: () => { heard.push('pause'); }, resume: () => { heard.push('resume'); },
    fadeOut: () => { heard.push('fadeOut'); }, fadeIn: () => { heard.push('fadeIn'); } } });
  const focus = createFocus({ now: () => now, music });
  focus.choose(id);
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

test('an end that is called off while it fades makes the music rise again, and the countdown start over', () => {
  const { heard, music, focus, at } = workday('stop-25');
  at(25);
  equal([heard, focus.state().phase, music.isEnding()], [['fadeOut'], 'over', true]);
  music.keepOn();
  music.keepOn();
  at(26);
  equal([heard, focus.state().left, music.isEnding()], [['fadeOut', 'fadeIn'], 25 * MINUTE, false]);
});

test('a pause made by hand while the end fades calls it off', () => {
  const { heard, music, at } = workday('stop-25');
  at(25);
  music.pause('hand');
  equal([at(26), music.isEnding(), heard], ['hand', false, ['fadeOut', 'pause']]);
});
