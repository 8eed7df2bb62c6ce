// @ts-check
/** Times that page and server agree on. Pure. */

/** A page that plays reports this often. */
export const HEARTBEAT_SECONDS = 2;

/**
 * @param {Pick<import('./types.js').Timing, 'segment_seconds' | 'overlap_seconds'>} timing
 * @returns {number} seconds from the beginning of a segment to that of the next one, which is what each adds to the music
 */
export const strideSeconds = ({ segment_seconds, overlap_seconds }) => segment_seconds - overlap_seconds;
