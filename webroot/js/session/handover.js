// @ts-check
/**
 * The stretch of listening there is, and the one before it while it sounds on until the new one is heard.
 *
 * @typedef {import('./playback-session.js').Listening} Listening
 * @typedef {{ context: AudioContext, input: AudioNode }} Sound  a way out; whoever plays into it closes the context
 */

/**
 * @param {object} wiring
 * @param {() => Sound} wiring.open
 * @param {(sound: Sound, sessionId: string) => Listening} wiring.create
 */
export function createStretches({ open, create }) {
  /** @type {Listening | null} */
  let current = null;
  /** @type {Listening | null} */
  let outgoing = null;

  return {
    /** @returns {Listening | null} null while this page does not listen */
    current: () => current,

    /**
     * Listens to this session; music of another one is bridged until this one is heard.
     *
     * @param {string} sessionId @param {Sound | null} [sound]  opened already, where the browser wanted a click for it
     */
    stayWith(sessionId, sound = null) {
      if (current?.sessionId === sessionId) {
        return;
      }
      outgoing?.close();
      outgoing = current;
      outgoing?.retire();
      current = create(sound ?? open(), sessionId);
    },

    /** The current one is heard: the one before it fades out. */
    heard() {
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
