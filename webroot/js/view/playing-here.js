// @ts-check
/** One set of controls for what plays in this browser: the page's own sound, or the stream. */

/**
 * @param {object} wiring
 * @param {import('../server/stream-element.js').StreamElement} wiring.stream
 * @param {{ pause: (by: 'hand') => void, stop: () => void }} wiring.session
 * @param {{ setGain: (to: number) => void }} wiring.output
 */
export function createPlayingHere({ stream, session, output }) {
  return {
    pause() {
      if (stream.isPlaying()) {
        stream.pause();
      } else {
        session.pause('hand');
      }
    },

    stop() {
      stream.leave();
      session.stop();
    },

    /** @param {number} to 0…1 */
    setGain(to) {
      output.setGain(to);
      stream.setVolume(to);
    },
  };
}
