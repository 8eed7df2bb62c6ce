// @ts-check
/**
 * Whether a segment can start to sound while it still downloads. Pure.
 *
 * @typedef {object} Arrival
 * @property {number} ready     seconds of its music that are decoded
 * @property {number} duration  seconds of the whole segment
 * @property {number} offset    seconds into it at which the music starts
 * @property {number} received  bytes
 * @property {number} size      bytes of the whole
 * @property {number} bytesPerSecond  measured; 0 while unknown
 */

/** Music that must lie ahead at every moment until the end of the download. */
const MARGIN_SECONDS = 2;
const MARGIN_PART = 1 / 4;

/** A link is trusted to keep up this part of its measured rate. */
const TRUSTED = 0.7;

/** A rate is measured over at least, and its latest part over, these seconds. */
const MEASURED_SECONDS = 0.5;
const RECENT_SECONDS = 2;

/** What has arrived in less than that tells half as much, and in less than this nothing. */
const GUESSED_SECONDS = 0.25;
const GUESSED_PART = 1 / 2;

/**
 * Bytes arrive and music is played at steady rates, so the music lasts if it does now and at the end of the download.
 *
 * @param {Arrival} arrival @returns {boolean}
 */
export function isSafeToStart({ ready, duration, offset, received, size, bytesPerSecond }) {
  if (received >= size) {
    return true;
  }
  const margin = Math.min(MARGIN_SECONDS, (duration - offset) * MARGIN_PART);
  const secondsLeft = (size - received) / (bytesPerSecond * TRUSTED);
  return ready - offset >= margin && secondsLeft <= duration - offset - margin;
}

/** Measures how fast bytes arrive: the slower of the whole download's rate and that of its last two seconds. */
export class ThroughputMeter {
  /** @type {{ at: number, received: number }[]} */
  #marks = [];

  /** @param {number} at seconds @param {number} received bytes so far */
  note(at, received) {
    this.#marks.push({ at, received });
    while (this.#marks.length > 2 && this.#marks[2].at <= at - RECENT_SECONDS) {
      this.#marks.splice(1, 1);
    }
  }

  /** @returns {number} bytes per second from the first arrival on; 0 until it is known */
  rate() {
    const newest = this.#marks.at(-1);
    const [first, recent] = this.#marks;
    const seconds = newest ? newest.at - first.at : 0;
    if (!newest || seconds < GUESSED_SECONDS) {
      return 0;
    }
    if (seconds < MEASURED_SECONDS) {
      return GUESSED_PART * (newest.received - first.received) / seconds;
    }
    const since = (/** @type {{ at: number, received: number }} */ mark) =>
      newest.at - mark.at < MEASURED_SECONDS ? Infinity : (newest.received - mark.received) / (newest.at - mark.at);
    return Math.min(since(first), since(recent));
  }
}
