// @ts-check
/**
 * Pauses: the music fades out, its clock is suspended, and it goes on at the same second. And the timer's end: a long fade, and then Stop.
 */
import * as log from '../util/log.js';

const PAUSE_FADE_SECONDS = 0.6;

/**
 * @param {object} wiring
 * @param {import('./model.js').Store} wiring.store
 * @param {Pick<import('../audio/output.js').Output, 'pause' | 'resume' | 'fadeOut' | 'fadeIn'>} wiring.output
 * @param {() => boolean} wiring.isPlaying  whether there is music to pause
 * @param {() => void} wiring.stop
 */
export function createPause({ store, output, isPlaying, stop }) {
  /** @type {ReturnType<typeof setTimeout> | null} */
  let ending = null;

  /** Nothing stops the music any more; how loud it is does not change. @returns {boolean} whether something was about to */
  function dropEnd() {
    const dropped = ending !== null;
    clearTimeout(ending ?? undefined);
    ending = null;
    return dropped;
  }

  /** The music goes on where it waits. @param {number} [seconds] of fading in */
  function resume(seconds = PAUSE_FADE_SECONDS) {
    if (isPlaying() && store.state().pausedBy !== null) {
      log.info('the music goes on');
      output.resume(seconds);
      store.update({ pausedBy: null });
    }
  }

  return {
    resume,

    /** The music waits at this second; one by hand outlasts the break in which it is made. @param {'hand' | 'break'} why @param {number} [seconds] of fading out */
    pause(why, seconds = PAUSE_FADE_SECONDS) {
      const { pausedBy } = store.state();
      if (isPlaying() && (pausedBy === null || (pausedBy === 'break' && why === 'hand'))) {
        log.info(`the music is paused (${why})`);
        dropEnd();
        if (pausedBy === null) {
          output.pause(seconds);
        }
        store.update({ pausedBy: why });
      }
    },

    /** The break is over; a pause made by hand is not. @param {number} seconds of fading in */
    endBreak(seconds) {
      if (store.state().pausedBy === 'break') {
        resume(seconds);
      }
    },

    /** Stops after a long fade, unless the person asks something of the music meanwhile. @param {number} seconds */
    end(seconds) {
      dropEnd();
      output.fadeOut(seconds);
      ending = setTimeout(() => {
        ending = null;
        stop();
      }, seconds * 1000);
    },

    /** Calls off what {@link end} has begun, if it has. @param {number} [seconds] of fading in */
    keepOn(seconds = PAUSE_FADE_SECONDS) {
      if (dropEnd()) {
        log.info('the music does not end');
        output.fadeIn(seconds);
      }
    },

    dropEnd,
    isEnding: () => ending !== null,
  };
}
