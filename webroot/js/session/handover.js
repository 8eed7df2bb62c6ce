// @ts-check
/**
 * Replaces one playback session by the next without a gap: the old one sounds on until the new one is heard.
 *
 * @typedef {import('./playback-session.js').PlaybackSession} PlaybackSession
 * @typedef {import('../audio/output.js').Sound} Sound
 */
import * as log from '../util/log.js';

/**
 * @param {object} wiring
 * @param {() => Sound} wiring.open
 * @param {(sound: Sound, sessionId: string) => PlaybackSession} wiring.create
 */
export function createHandover({ open, create }) {
  /** @type {PlaybackSession | null} */
  let current = null;
  /** @type {PlaybackSession | null} */
  let outgoing = null;

  return {
    /** @returns {PlaybackSession | null} null while this page does not play */
    current: () => current,

    /**
     * Plays this session; music of another one is bridged until this one is heard.
     *
     * @param {string} sessionId @param {Sound | null} [sound]  opened already, where the browser wanted a click for it
     */
    switchTo(sessionId, sound = null) {
      if (current?.sessionId === sessionId) {
        return;
      }
      if (outgoing) {
        current?.close();          // nothing of it was heard: the one before it still is
      } else {
        outgoing = current;
        outgoing?.stopFetching();
      }
      current = create(sound ?? open(), sessionId);
    },

    /** Asks for the sound that is held back; where it is stuck, the session begins anew. @param {() => Sound} reopen  another way out */
    wake(reopen) {
      const stuck = current;
      if (!stuck?.isStuck()) {
        stuck?.wake();
        return;
      }
      log.info('the music goes on in another audio context');
      outgoing?.close();
      outgoing = null;
      current = create(reopen(), stuck.sessionId);
      stuck.close();
    },

    /** @returns {import('./playback-session.js').Progress | null} of the current one; what sounds may still be the one before it */
    progress() {
      const progress = current?.progress() ?? null;
      return progress && { ...progress, sounding: progress.sounding || (outgoing?.progress().sounding ?? false) };
    },

    /** The current one is heard: the one before it fades out. */
    complete() {
      outgoing?.close();
      outgoing = null;
    },

    end() {
      outgoing?.close();
      current?.close();
      current = outgoing = null;
    },
  };
}
