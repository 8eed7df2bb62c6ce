// @ts-check
/**
 * When the next segment is fetched, from what downloads have taken so far. Pure.
 *
 * @typedef {import('./types.js').Timing} Timing
 */

/** How many of the newest downloads are looked at. */
const REMEMBERED = 3;

/** A download may take this much longer than the slowest remembered one. */
const SLACK = 1.25;

/** Seconds for decoding and scheduling. */
const MARGIN_SECONDS = 1;

/**
 * Seconds of remaining playback at which the next segment is fetched: what the configuration says, or as much more, up to
 * its limit, as the slowest of the last downloads plus the crossfade needs.
 *
 * @param {Timing} timing
 * @param {readonly number[]} downloads seconds from request to decoded, oldest first
 * @returns {number}
 */
export function thresholdSeconds(timing, downloads) {
  const slowest = Math.max(0, ...downloads.slice(-REMEMBERED));
  const needed = slowest * SLACK + timing.crossfade_seconds + MARGIN_SECONDS;
  return Math.min(Math.max(timing.prefetch_seconds, needed), timing.prefetch_max_seconds);
}

/** @param {readonly number[]} downloads @param {number} seconds @returns {number[]} the downloads worth remembering */
export function remember(downloads, seconds) {
  return [...downloads, seconds].slice(-REMEMBERED);
}

/**
 * Whether to fetch now. One segment is held beyond the one that sounds, never more, so memory stays bounded.
 *
 * @param {{ remaining: number, threshold: number, held: number }} now `remaining` playback of the newest segment in seconds,
 *   `held` how many decoded segments are still needed
 * @returns {boolean}
 */
export function isDue({ remaining, threshold, held }) {
  return held <= 1 && remaining <= threshold;
}
