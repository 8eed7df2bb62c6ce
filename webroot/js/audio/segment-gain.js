// @ts-check
/**
 * A segment's gain over its length. Over the seconds it shares with its neighbours the gain stands still, so that both sides of a
 * seam are equally loud; in between it moves in a straight line in dB. Pure.
 *
 * @typedef {object} SegmentGain
 * @property {number} startDb
 * @property {number} endDb
 * @property {number} rampFrom  seconds into the segment
 * @property {number} rampTo    seconds into the segment, not before `rampFrom`
 */

/**
 * @param {import('../server/types.js').Segment} segment
 * @param {number} duration     seconds
 * @param {number} nextOverlap  seconds it shares with its successor
 * @returns {SegmentGain}
 */
export function segmentGainOf(segment, duration, nextOverlap) {
  const startDb = segment.gain_db;
  const rampFrom = segment.overlap_seconds;
  const rampTo = Math.max(rampFrom, duration - nextOverlap);
  return { startDb, endDb: segment.gain_end_db, rampFrom, rampTo };
}

/** @param {SegmentGain} gain @param {number} position seconds into the segment @returns {number} dB */
export function gainDbAt({ startDb, endDb, rampFrom, rampTo }, position) {
  if (position <= rampFrom) {
    return startDb;
  }
  return position >= rampTo ? endDb : startDb + (endDb - startDb) * (position - rampFrom) / (rampTo - rampFrom);
}
