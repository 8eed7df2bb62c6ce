// @ts-check
/**
 * Whether the session being listened to is still this page's to play. The page that pressed Play last owns playback; the
 * snapshots that show it may lag behind what this page has just done, so nothing is believed lost before it was seen held.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {'ours' | 'unconfirmed' | 'taken' | 'stoppedElsewhere' | 'restarted'} OwnershipState
 *   restarted: the server has restarted, and nobody has resumed the session since
 */
import { HEARTBEAT_SECONDS } from '../server/timing.js';

/** One report may be lost and the next one late before another page is believed to be gone. */
const FRESH_MILLISECONDS = 2.5 * HEARTBEAT_SECONDS * 1000;

/** Whether another player has reported that it plays, and lately. @param {Snapshot | null} snapshot @param {string} playerId @returns {boolean} */
export const playsElsewhere = (snapshot, playerId) => heldElsewhere(snapshot, playerId) && snapshot?.playback?.state === 'playing';

/** Whether another player has reported lately. @param {Snapshot | null} snapshot @param {string} playerId @returns {boolean} */
function heldElsewhere(snapshot, playerId) {
  if (snapshot === null || snapshot.session_id === null || snapshot.playback === null) {
    return false;
  }
  const { playback, server_time } = snapshot;
  return playback.player_id !== playerId && Date.parse(server_time) - Date.parse(playback.reported_at) < FRESH_MILLISECONDS;
}

/**
 * Whether the player that has taken over is gone by now: its session is over, or it reports no more, or that it is idle. What this page
 * said itself is older than the takeover, and a session that has begun just now was not reported of yet.
 *
 * @param {Snapshot | null} before  the snapshot before this one @param {Snapshot} snapshot @param {string} playerId @returns {boolean}
 */
export function takerIsGone(before, snapshot, playerId) {
  const { session_id, playback } = snapshot;
  if (session_id === null) {
    return true;
  }
  if (playback === null) {
    return before?.session_id === session_id && before.playback !== null;
  }
  return playback.player_id !== playerId && (playback.state === 'idle' || !heldElsewhere(snapshot, playerId));
}

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
