// @ts-check
/**
 * Lets the focus timer act on the music: it fades out for a break and comes back, or fades out for good.
 *
 * @typedef {import('../session/model.js').Model} Model
 * @typedef {import('./timer.js').Timer} Timer
 */
import * as log from '../util/log.js';
import { begin, follow, PLANS, secondsLeft, skip } from './timer.js';

const FADE_OUT_SECONDS = 8;
const FADE_IN_SECONDS = 5;

/**
 * @param {object} wiring
 * @param {() => number} wiring.now     seconds of a clock that goes on while the machine sleeps
 * @param {{ pause: (why: 'break', seconds: number) => void, endBreak: (seconds: number) => void, end: (seconds: number) => void }} wiring.music
 */
export function createFocus({ now, music }) {
  /** @type {import('./timer.js').Plan | null} */
  let chosen = null;
  /** @type {Timer | null} */
  let timer = null;
  let playing = false;

  /** @param {string} id of a plan; any other: no timer */
  function choose(id) {
    const inBreak = timer?.phase === 'rest';
    chosen = PLANS.find(plan => plan.id === id) ?? null;
    timer = null;
    if (inBreak) {
      music.endBreak(FADE_IN_SECONDS);
    }
    if (playing) {
      start();
    }
  }

  function start() {
    timer = chosen && begin(chosen, now());
  }

  /** The music has begun or ended, or time has passed. @param {Model} model */
  function update(model) {
    const wasPlaying = playing;
    playing = model.playback === 'playing' || (playing && model.playback !== 'idle');
    if (playing && !wasPlaying) {
      start();
    } else if (!playing && timer?.phase !== 'over') {
      timer = null;
    }
    if (timer) {
      become(follow(timer, now()));
    }
  }

  /** @param {Timer} next */
  function become(next) {
    const before = /** @type {Timer} */ (timer);
    timer = next;
    if (before.phase === next.phase) {
      return;
    }
    log.info(`focus timer: ${before.phase} → ${next.phase}`);
    if (next.phase === 'rest') {
      music.pause('break', FADE_OUT_SECONDS);
    } else if (next.phase === 'work') {
      music.endBreak(FADE_IN_SECONDS);
    } else {
      music.end(FADE_OUT_SECONDS);
    }
  }

  return {
    choose, update,
    /** Goes on to the next block now. */
    skip: () => timer && become(skip(timer, now())),
    /** @returns {{ phase: 'off' | 'waits' | 'work' | 'rest' | 'over', left: number, repeats: boolean }} `left` in seconds */
    state: () => ({
      phase: timer?.phase ?? (chosen ? 'waits' : 'off'),
      left: timer ? secondsLeft(timer, now()) : 0,
      repeats: chosen !== null && chosen.rest !== null,
    }),
  };
}
