// @ts-check
import { createFocus } from '/js/timer/focus.js';
import { keepTimer, takeTimer } from '/js/timer/kept-timer.js';
import { begin, follow, PLANS, secondsLeft, skip } from '/js/timer/timer.js';
import { equal, test } from './harness.js';

const planOf = (/** @type {string} */ id) => /** @type {import('/js/timer/timer.js').Plan} */ (PLANS.find(plan => plan.id === id));
const BLOCKS = planOf('blocks-50-10');
const COUNTDOWN = planOf('stop-25');
const MINUTE = 60;
const playing = /** @type {any} */ ({ playback: 'playing', pausedBy: null });

test('a countdown ends once', () => {
  const timer = begin(COUNTDOWN, 1_000);
  equal(secondsLeft(timer, 1_000 + 10 * MINUTE), 15 * MINUTE);
  equal(follow(timer, 1_000 + 25 * MINUTE - 0.1).phase, 'work');
  const over = follow(timer, 1_000 + 25 * MINUTE);
  equal([over.phase, follow(over, 9_999_999).phase], ['over', 'over']);
});

/** @requirement B9 */
test('blocks of work and break follow one another on time', () => {
  const timer = begin(BLOCKS, 0);
  equal([49.9, 50, 59.9, 60, 109.9, 110].map(minute => follow(timer, minute * MINUTE).phase), ['work', 'rest', 'rest', 'work', 'work', 'rest']);
});

test('a machine that has slept wakes up in the block that is due', () => {
  const timer = follow(begin(BLOCKS, 0), (3 * 60 + 55) * MINUTE);
  equal([timer.phase, secondsLeft(timer, (3 * 60 + 55) * MINUTE)], ['rest', 5 * MINUTE]);
});

test('a block that is skipped makes way for a whole next one', () => {
  const rest = skip(begin(BLOCKS, 0), 7 * MINUTE);
  equal([rest.phase, secondsLeft(rest, 7 * MINUTE)], ['rest', 10 * MINUTE]);
});

/** A timer on music, with its own clock. @param {string} id */
function workday(id) {
  let now = 0;
  /** @type {string[]} */
  const heard = [];
  const focus = createFocus({ now: () => now, music: {
    pause: why => { heard.push(why); }, endBreak: () => { heard.push('endBreak'); }, end: () => { heard.push('end'); },
    keepOn: () => { heard.push('keepOn'); }, isEnding: () => true } });
  focus.choose(id);
  return { focus, heard, at: (/** @type {number} */ minutes, /** @type {any} */ playback = 'playing') => {
    now = minutes * MINUTE;
    focus.update(/** @type {any} */ ({ playback }));
    return focus.state();
  } };
}

test('the timer waits for the music, and starts over when it is stopped', () => {
  const { focus, at } = workday('stop-25');
  equal(focus.state().phase, 'waits');
  equal(at(5, 'generating').phase, 'waits');
  equal(at(6).left, 25 * MINUTE);
  equal(at(10, 'idle').phase, 'waits');
  equal(at(30).left, 25 * MINUTE);
});

test('the music fades out for the break, comes back, and goes again', () => {
  const { heard, at } = workday('blocks-50-10');
  [0, 49, 50, 59, 60, 109, 110].forEach(minute => at(minute));
  equal(heard, ['break', 'endBreak', 'break']);
});

test('a countdown ends the music', () => {
  const { focus, heard, at } = workday('stop-25');
  [0, 24, 25].forEach(minute => at(minute));
  equal(heard, ['end']);
  equal(at(26, 'idle').phase, 'over');
  equal(focus.state().left, 0);
});

test('a timer that is taken away in the break gives the music back', () => {
  const { focus, heard, at } = workday('blocks-50-10');
  at(0);
  focus.skip();
  focus.choose('off');
  equal([heard, focus.state().phase], [['break', 'endBreak'], 'off']);
});

test('an end that has begun to fade is called off by another choice', () => {
  const { focus, heard, at } = workday('stop-25');
  [0, 25].forEach(minute => at(minute));
  focus.choose('off');
  equal([heard, focus.state().phase], [['end', 'keepOn'], 'off']);
});

test('a reload of the page does not start the timer over', () => {
  keepTimer(begin(BLOCKS, 0), 7.5 * MINUTE);
  /** @type {string[]} */
  const heard = [];
  const focus = createFocus({ now: () => 8 * MINUTE, kept: () => takeTimer(8 * MINUTE), music: {
    pause: (why, seconds) => { heard.push(`${why} ${seconds}`); }, endBreak() {}, end() {}, keepOn() {}, isEnding: () => false } });
  focus.choose(BLOCKS.id);
  focus.update(playing);
  equal([focus.state().left, heard], [42 * MINUTE, []]);
  equal(takeTimer(8 * MINUTE), null);
});

test('a reload in a break goes on with the break, and nothing is heard', () => {
  keepTimer(skip(begin(BLOCKS, 0), 0), 2 * MINUTE);
  /** @type {string[]} */
  const heard = [];
  const focus = createFocus({ now: () => 2 * MINUTE, kept: () => takeTimer(2 * MINUTE), music: {
    pause: (why, seconds) => { heard.push(`${why} ${seconds}`); }, endBreak() {}, end() {}, keepOn() {}, isEnding: () => false } });
  focus.choose(BLOCKS.id);
  focus.update(playing);
  equal([focus.state().phase, focus.state().left, heard], ['rest', 8 * MINUTE, ['break 0']]);
});

test('who asks for the music after a reload in a break has ended the break', () => {
  keepTimer(skip(begin(BLOCKS, 0), 0), 2 * MINUTE);
  /** @type {string[]} */
  const heard = [];
  const focus = createFocus({ now: () => 2 * MINUTE, kept: () => takeTimer(2 * MINUTE), music: {
    pause: (why, seconds) => { heard.push(`${why} ${seconds}`); }, endBreak() {}, end() {}, keepOn() {}, isEnding: () => false } });
  focus.choose(BLOCKS.id);
  focus.endBreak();
  focus.update(playing);
  equal([focus.state().phase, focus.state().left, heard], ['work', 50 * MINUTE, []]);
});

test('a page that comes back the next day has no timer that is over', () => {
  keepTimer(begin(COUNTDOWN, 0), 0);
  equal(takeTimer(86_400), null);
});
