// @ts-check
/**
 * The stream, played by a media element of this browser: unlike the page's own sound it goes on while a phone's screen is locked. What is
 * paused is left and, when it is played again, joined anew, for the stream goes on meanwhile.
 *
 * @typedef {ReturnType<typeof createStreamElement>} StreamElement
 */
import * as log from '../util/log.js';

/** Where the stream is, in the format that every browser plays. */
const ADDRESS = '/listen.mp3';

/** @param {{ create: () => HTMLMediaElement, onChange: () => void }} wiring */
export function createStreamElement({ create, onChange }) {
  /** @type {HTMLMediaElement | null} */
  let element = null;
  let playing = false;
  let paused = false;       // it was played and is to be played again, by the same button of a headset
  let volume = 1;

  /** @returns {HTMLMediaElement} */
  function prepared() {
    const made = create();
    for (const event of ['ended', 'error', 'pause']) {
      made.addEventListener(event, () => playing && (event !== 'pause' || made.paused) && leave(event));
    }
    return made;
  }

  /** To be called within the person's click. */
  function play() {
    element ??= prepared();
    element.src = ADDRESS;
    element.volume = volume;
    playing = true;
    paused = false;
    log.info('the stream is played here');
    element.play().catch(error => playing && leave(log.messageOf(error)));
    onChange();
  }

  /** Hangs up. @param {string} why */
  function leave(why) {
    playing = false;
    log.info(`the stream is not played here any more: ${why}`);
    element?.pause();
    element?.removeAttribute('src');
    element?.load();
    onChange();
  }

  return {
    play,
    /** Hangs up, if it plays, for good. */
    leave() {
      paused = false;
      if (playing) {
        leave('by hand');
      }
    },
    /** Hangs up until it is played again. */
    pause() {
      paused = true;
      leave('paused');
    },
    isPlaying: () => playing,
    isPaused: () => paused,
    /** @param {number} to 0…1 */
    setVolume(to) {
      volume = to;
      if (element) {
        element.volume = to;
      }
    },
  };
}
