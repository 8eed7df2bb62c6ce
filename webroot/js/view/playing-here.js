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

  const isStream = () => stream.isPlaying() || (stream.isPaused() && !playsItself(session.model()));
  const pausedBy = () => stream.isPlaying() ? null : resting ? 'break' : 'hand';

  /** @returns {Model} without why the page's own sound failed, which is no matter of the stream's */
  function streamModel() {
    const own = session.model();
    const problem = own.playback === 'error' ? null : own.problem;
    return { ...own, playback: streamState(), pausedBy: pausedBy(), problem, notice: 'streaming' };
  }

  /** @returns {Model['playback']} */
  function streamState() {
    if (stream.isSounding() || !stream.isPlaying()) {
      return 'playing';
    }
    return session.model().snapshot?.segment_index == null ? 'generating' : 'downloading';
  }

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
    model: () => isStream() ? streamModel() : session.model(),

    /** Plays the stream, or hangs up: by hand, which ends a break. To be called within the person's click. */
    listen() {
      if (stream.isPlaying()) {
        stream.leave();
      } else {
        playAgain();
      }
    },

    /**
     * One by hand outlasts the break in which it is made. The page's own sound may still be there just after the stream has begun.
     *
     * @param {'hand' | 'break'} [why] @param {number} [seconds] of fading out
     */
    pause(why = 'hand', seconds) {
      if (isStream() && !playsItself(session.model())) {
        resting = why === 'break' && (resting || stream.isPlaying());
        stream.pause();
      } else {
        stream.leave();
        session.pause(why, seconds);
      }
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

/** Whether the page's own sound is heard or on its way. @param {Model} model @returns {boolean} */
const playsItself = ({ playback, progress }) => playback === 'error' ? progress?.sounding === true : playback !== 'idle';
