// @ts-check
/**
 * A new prompt on its way: from Apply until its music is heard. Pure.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./listening.js').Progress} Progress
 * @typedef {{ prompt: string, appliesFrom: number | null }} PromptChange  `appliesFrom` null until the server has answered
 */

/**
 * The change as it stands after the server's and the player's news.
 *
 * @param {PromptChange | null} change @param {Snapshot | null} snapshot @param {Progress | null} progress
 * @returns {PromptChange | null} null once its music is heard, or without any
 */
export function followChange(change, snapshot, progress) {
  const pending = snapshot?.prompt;
  const known = pending?.pending != null && pending.pending !== pending.current && change === null
    ? { prompt: pending.pending, appliesFrom: pending.applies_from_segment }
    : change;
  return known !== null && isHeard(known, snapshot, progress) ? null : known;
}

/**
 * Whether someone who listens in to a running session has typed something else than what it plays.
 *
 * @param {string} prompt @param {Snapshot | null} snapshot @returns {boolean}
 */
export function asksForMore(prompt, snapshot) {
  const running = snapshot?.prompt;
  return prompt.trim() !== '' && prompt !== running?.current && prompt !== running?.pending;
}

/** @param {PromptChange} change @param {Snapshot | null} snapshot @param {Progress | null} progress @returns {boolean} */
function isHeard({ appliesFrom }, snapshot, progress) {
  const heard = progress?.heard;
  if (!heard || !snapshot || appliesFrom === null) {
    return false;
  }
  const shared = appliesFrom === 0 ? 0 : snapshot.timing.overlap_seconds;
  return heard.index > appliesFrom || (heard.index === appliesFrom && heard.position >= shared);
}
