// @ts-check
/**
 * Whether the session being listened to is still this page's to play. The page that pressed Play last owns playback; the
 * snapshots that show it may lag behind what this page has just done, so nothing is believed lost before it was seen held.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {'ours' | 'unconfirmed' | 'taken' | 'stoppedElsewhere'} Verdict
 */

/** @param {string} playerId @param {string} sessionId */
export function createOwnership(playerId, sessionId) {
  let seen = false;      // a snapshot has shown the session
  let owned = false;     // a snapshot has shown this page as its player
  let claim = true;

  return {
    /** Whether the next report is to take playback over: until one is accepted, and when the server has forgotten its player. */
    claims: () => claim,

    /** The server has accepted a report. */
    accepted() {
      claim = false;
    },

    /** @param {Snapshot} snapshot @returns {Verdict} */
    judge(snapshot) {
      if (snapshot.session_id !== sessionId) {
        const lost = snapshot.session_id === null ? 'stoppedElsewhere' : 'taken';
        return seen ? lost : 'unconfirmed';
      }
      seen = true;
      const player = snapshot.playback?.player_id;
      if (owned && player && player !== playerId) {
        return 'taken';
      }
      claim ||= owned && !player;
      owned ||= player === playerId;
      return 'ours';
    },
  };
}
