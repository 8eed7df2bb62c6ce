// @ts-check
/**
 * Lets the focus timer act on the music: it fades out for a break and comes back, or fades out for good.
 *
 * @typedef {import('../session/model.js').Model} Model
 * @typedef {import('./timer.js').Timer} Timer
 *
 * @typedef {object} Music  all take the seconds of the fade
 * @property {(why: 'break', seconds: number) => void} pause
 * @property {(seconds: number) => void} endBreak
 * @property {(seconds: number) => void} end
 * @property {(seconds: number) => void} keepOn  calls the end off
 * @property {() => boolean} isEnding  takes nothing: whether the end has begun and was not called off
 */
import * as log from '../util/log.js';
import { begin, delay, follow, PLANS, secondsLeft, skip } from './timer.js';

const FADE_OUT_SECONDS = 8;
const FADE_IN_SECONDS = 5;

/**
 * @param {object} wiring
 * @param {() => number} wiring.now     seconds of a clock that goes on while the machine sleeps
 * @param {Music} wiring.music
 * @param {() => Timer | null} [wiring.kept]   the timer that ran when the page was reloaded, null without one
 */
export function createFocus({ now, music, kept = () => null }) {
  /** @type {import('./timer.js').Plan | null} */
  let chosen = null;
  /** @type {Timer | null} */
  let timer = null;
  let playing = false;
  let wanted = false;      // a person has asked for the music
  let seen = now();       // when the music was looked at last

  /** @param {string} id of a plan; any other: no timer */
  function choose(id) {
    const phase = timer?.phase;
    chosen = PLANS.find(plan => plan.id === id) ?? null;
    timer = null;
    if (phase === 'rest') {
      music.endBreak(FADE_IN_SECONDS);
    } else if (phase === 'over' && playing) {
      music.keepOn(FADE_IN_SECONDS);
    }
    if (playing) {
      start();
    }
  }

  function start() {
    timer = chosen && begin(chosen, now());
  }

  /** The music has begun: after a reload the timer goes on, in a break without a sound unless a person has asked for the music. */
  function enter() {
    const before = kept();
    if (before === null || before.plan.id !== chosen?.id) {
      start();
      return;
    }
    timer = before;
    if (before.phase === 'rest' && wanted) {
      timer = skip(before, now());
    } else if (before.phase === 'rest') {
      music.pause('break', 0);
    }
  }

  /** The music has begun or ended, or time has passed. @param {Model} model */
  function update(model) {
    const wasPlaying = playing;
    const passed = now() - seen;
    seen = now();
    playing = model.playback === 'playing' || (playing && model.playback !== 'idle');
    if (playing && !wasPlaying) {
      enter();
    } else if (!playing && timer?.phase !== 'over') {
      timer = null;
    } else if (playing && timer?.phase === 'over' && !music.isEnding()) {
      start();      // the end was called off
    }
    if (timer?.phase === 'work' && wasPlaying && model.pausedBy === 'hand') {
      timer = delay(timer, passed);
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
    /** The timer that runs, null without one. */
    timer: () => timer,
    /** Goes on to the next block now. */
    skip: () => timer && become(skip(timer, now())),
    /** A person asks for the music: a break is over, also one that was kept over a reload. */
    endBreak() {
      wanted = true;
      if (timer?.phase === 'rest') {
        become(skip(timer, now()));
      }
    },
    /** @returns {{ phase: 'off' | 'waits' | 'work' | 'rest' | 'over', left: number, repeats: boolean }} `left` in seconds */
    state: () => ({
      phase: timer?.phase ?? (chosen ? 'waits' : 'off'),
      left: timer ? secondsLeft(timer, now()) : 0,
      repeats: chosen !== null && chosen.rest !== null,
    }),
  };
}
