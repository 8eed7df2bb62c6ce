// @ts-check
/**
 * How long to wait before another attempt: twice as long after every failure, up to a limit. Pure.
 *
 * @param {number} failures in a row, before the newest @param {number} first @param {number} limit in the same unit as `first`
 * @returns {number}
 */
export const backoff = (failures, first, limit) => Math.min(limit, first * 2 ** failures);
