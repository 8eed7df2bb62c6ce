// @ts-check
/**
 * Whether the session being listened to is still this page's to play. The page that pressed Play last owns playback; the
 * snapshots that show it may lag behind what this page has just done, so nothing is believed lost before it was seen held.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {'ours' | 'unconfirmed' | 'taken' | 'stoppedElsewhere' | 'restarted'} OwnershipState
 *   restarted: the server has restarted, and nobody has resumed the session since
 */

/** @param {string} playerId @param {string} sessionId */
export function createOwnership(playerId, sessionId) {
  let seen = false;      // a snapshot has shown the session
  let owned = false;     // a snapshot has shown this page as its player
  let claim = true;
  let version = 0;       // of the last snapshot that has shown the session

  /** A server that has restarted counts from one again. @param {Snapshot} snapshot @returns {OwnershipState} */
  function lost(snapshot) {
    if (snapshot.session_id !== null) {
      return 'taken';
    }
    return snapshot.resumable?.session_id === sessionId || snapshot.version < version ? 'restarted' : 'stoppedElsewhere';
  }

  return {
    /** Whether the next report is to take playback over: until one is accepted, and when the server has forgotten its player. */
    claims: () => claim,

    /** The server has accepted a report. */
    accepted() {
      claim = false;
    },

    /** The server has refused a report, for the session is not running: the next snapshot says why. */
    refused() {
      seen = true;
    },

    /** @param {Snapshot} snapshot @returns {OwnershipState} */
    evaluate(snapshot) {
      if (snapshot.session_id !== sessionId) {
        return seen ? lost(snapshot) : 'unconfirmed';
      }
      seen = true;
      version = snapshot.version;
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
