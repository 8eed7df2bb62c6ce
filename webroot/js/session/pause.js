// @ts-check
/**
 * Pauses: the music fades out, its clock is suspended, and it goes on at the same second.
 */
import * as log from '../util/log.js';

const PAUSE_FADE_SECONDS = 0.6;

/**
 * @param {object} wiring
 * @param {import('./model.js').Store} wiring.store
 * @param {Pick<import('../audio/output.js').Output, 'pause' | 'resume'>} wiring.output
 * @param {() => boolean} wiring.isPlaying  whether there is music to pause
 */
export function createPause({ store, output, isPlaying }) {
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
  };
}
