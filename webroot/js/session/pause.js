// @ts-check
/**
 * Pauses: the music fades out, its clock is held, and it goes on at the same second.
 *
 * @typedef {import('./model.js').Model} Model
 */
import * as log from '../util/log.js';

const PAUSE_FADE_SECONDS = 0.6;

/**
 * @param {object} wiring
 * @param {Model} wiring.model
 * @param {Pick<import('../audio/output.js').Output, 'hold' | 'goOn'>} wiring.output
 * @param {() => boolean} wiring.isListening  whether there is music to pause
 * @param {() => void} wiring.changed         the model has
 */
export function createResting({ model, output, isListening, changed }) {
  /** The music goes on where it waits. @param {number} [seconds] of fading in */
  function goOn(seconds = PAUSE_FADE_SECONDS) {
    if (isListening() && model.resting !== null) {
      log.info('the music goes on');
      model.resting = null;
      output.goOn(seconds);
      changed();
    }
  }

  return {
    goOn,

    /** The music waits at this second. @param {'hand' | 'break'} why @param {number} [seconds] of fading out */
    rest(why, seconds = PAUSE_FADE_SECONDS) {
      if (isListening() && model.resting === null) {
        log.info(`the music rests (${why})`);
        model.resting = why;
        output.hold(seconds);
        changed();
      }
    },

    /** The break is over; a pause made by hand is not. @param {number} seconds of fading in */
    endBreak(seconds) {
      if (model.resting === 'break') {
        goOn(seconds);
      }
    },
  };
}
