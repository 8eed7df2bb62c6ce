// @ts-check
/** One set of controls, and one model to be shown, for what plays in this browser: the page's own sound, or the stream. */

/**
 * @typedef {import('../session/model.js').Model} Model
 *
 * @param {object} wiring
 * @param {import('../server/stream-element.js').StreamElement} wiring.stream
 * @param {Pick<ReturnType<typeof import('../session/session.js').createSession>,
 *   'model' | 'pause' | 'resume' | 'stop' | 'endBreak' | 'end' | 'keepOn' | 'isEnding'>} wiring.session
 * @param {{ setGain: (to: number) => void }} wiring.output
 */
export function createPlayingHere({ stream, session, output }) {
  let resting = false;      // the stream is paused for a break

  const isStream = () => stream.isPlaying() || (stream.isPaused() && session.model().playback === 'idle');
  const pausedBy = () => stream.isPlaying() ? null : resting ? 'break' : 'hand';

  function stop() {
    stream.leave();
    session.stop();
  }

  function playAgain() {
    resting = false;
    stream.play();
  }

  return {
    stop, isStream,

    /** What the page shows. The stream is music that plays, but for what only the page's own sound tells. @returns {Model} */
    model: () => isStream() ? { ...session.model(), playback: 'playing', pausedBy: pausedBy(), notice: 'streaming' } : session.model(),

    /** One by hand outlasts the break in which it is made. @param {'hand' | 'break'} [why] @param {number} [seconds] of fading out */
    pause(why = 'hand', seconds) {
      if (!isStream()) {
        session.pause(why, seconds);
        return;
      }
      resting = why === 'break' && (resting || stream.isPlaying());
      stream.pause();
    },

    resume() {
      if (isStream()) {
        playAgain();
      } else {
        session.resume();
      }
    },

    /** The break is over; a pause made by hand is not. @param {number} seconds of fading in */
    endBreak(seconds) {
      if (!isStream()) {
        session.endBreak(seconds);
      } else if (resting && stream.isPaused()) {
        playAgain();
      }
    },

    /** Stops after a fade, which a stream does not have here. @param {number} seconds */
    end(seconds) {
      if (isStream()) {
        stop();
      } else {
        session.end(seconds);
      }
    },

    keepOn: session.keepOn, isEnding: session.isEnding,

    /** @param {number} to 0…1 */
    setGain(to) {
      output.setGain(to);
      stream.setVolume(to);
    },
  };
}
