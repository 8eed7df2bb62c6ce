// @ts-check
/**
 * Pauses: the music fades out, its clock is suspended, and it goes on at the same second.
 *
 * @typedef {import('./model.js').Model} Model
 */
import * as log from '../util/log.js';

const PAUSE_FADE_SECONDS = 0.6;

/**
 * @param {object} wiring
 * @param {Model} wiring.model
 * @param {Pick<import('../audio/output.js').Output, 'pause' | 'resume'>} wiring.output
 * @param {() => boolean} wiring.isPlaying  whether there is music to pause
 * @param {() => void} wiring.changed         the model has
 */
export function createPause({ model, output, isPlaying, changed }) {
  /** The music goes on where it waits. @param {number} [seconds] of fading in */
  function resume(seconds = PAUSE_FADE_SECONDS) {
    if (isPlaying() && model.pausedBy !== null) {
      log.info('the music goes on');
      model.pausedBy = null;
      output.resume(seconds);
      changed();
    }
  }

  return {
    resume,

    /** The music waits at this second. @param {'hand' | 'break'} why @param {number} [seconds] of fading out */
    pause(why, seconds = PAUSE_FADE_SECONDS) {
      if (isPlaying() && model.pausedBy === null) {
        log.info(`the music is paused (${why})`);
        model.pausedBy = why;
        output.pause(seconds);
        changed();
      }
    },

    /** The break is over; a pause made by hand is not. @param {number} seconds of fading in */
    endBreak(seconds) {
      if (model.pausedBy === 'break') {
        resume(seconds);
      }
    },
  };
}
