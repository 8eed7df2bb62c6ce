// @ts-check
/**
 * When the next segment is fetched, from what downloads have taken so far. Pure.
 *
 * @typedef {import('../server/types.js').Timing} Timing
 */

/** How many of the newest downloads are looked at, and which part of them a plan has to satisfy. */
const REMEMBERED = 10;
const SATISFIED = 0.8;

/** A download may take this much longer than that, as long as the configured limit allows. */
const SLACK = 1.25;

/** Seconds for decoding and scheduling. */
const MARGIN_SECONDS = 1;

/**
 * Seconds of remaining playback at which the next segment is fetched: what the configuration says; as much more, up to its
 * limit, as downloads with some slack need; and beyond the limit where even a download as measured would not fit.
 *
 * @param {Timing} timing
 * @param {readonly number[]} downloads seconds from request to decoded, oldest first
 * @returns {number}
 */
export function thresholdSeconds(timing, downloads) {
  const usual = usualSeconds(downloads);
  const rest = timing.crossfade_seconds + MARGIN_SECONDS;
  const comfortable = Math.min(usual * SLACK + rest, timing.prefetch_max_seconds);
  return Math.max(timing.prefetch_seconds, comfortable, usual + rest);
}

/** @param {readonly number[]} downloads @returns {number} what four of five recent downloads did not exceed; 0 without any */
function usualSeconds(downloads) {
  const sorted = downloads.slice(-REMEMBERED).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * SATISFIED) - 1] ?? 0;
}

/** @param {readonly number[]} downloads @param {number} seconds @returns {number[]} the downloads worth remembering */
export function rememberDownload(downloads, seconds) {
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
