// @ts-check
/**
 * Compares the audio clock with the clock of the wall. Where the sound drops out for a moment the audio clock stands still meanwhile,
 * and stays behind by as much; where it stands longer nothing is heard at all. Pure; all times in seconds.
 */

/** The audio clock goes forward in steps, up to the size of the browser's buffer: only the least lag of so many looks is compared. */
const LOOKS = 8;

/** A smaller loss is taken for jitter. */
const DROPOUT_SECONDS = 0.1;

/** Two clocks drift apart by a ten-thousandth: so much of the difference is forgotten at every look. */
const FORGOTTEN_PART = 0.02;

/** Looks that lie further apart tell nothing: the machine slept, or the page was held up. */
const LONGEST_PAUSE_SECONDS = 2;

export function createClockWatch() {
  /** @type {number[]} seconds by which the audio clock is behind, at the last looks */
  let lags = [];
  /** @type {number | null} what the lag was before */
  let usual = null;
  let last = { wall: -Infinity, audio: NaN };
  let stoodSince = -Infinity;
  let dropouts = 0;

  /** @param {number} wall */
  function startOver(wall) {
    lags = [];
    usual = null;
    stoodSince = wall;
  }

  /** @param {number} lag */
  function compare(lag) {
    lags = [...lags, lag].slice(-LOOKS);
    if (lags.length < LOOKS) {
      return;
    }
    const least = Math.min(...lags);
    usual ??= least;
    if (least - usual >= DROPOUT_SECONDS) {
      dropouts++;
      usual = least;
    }
    usual = least < usual ? least : usual + (least - usual) * FORGOTTEN_PART;
  }

  return {
    /** A look at both clocks. @param {number} wall @param {number} audio @param {boolean} runs whether the audio clock should run */
    look(wall, audio, runs) {
      if (!runs || wall - last.wall > LONGEST_PAUSE_SECONDS) {
        startOver(wall);
      } else if (audio !== last.audio) {
        stoodSince = wall;
        compare(wall - audio);
      }
      last = { wall, audio };
    },

    /** Seconds for which the audio clock has been standing still though it should run. */
    stoodFor: () => Math.max(0, last.wall - stoodSince),

    /** How often sound was lost. */
    dropouts: () => dropouts,
  };
}
