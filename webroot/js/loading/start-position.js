// @ts-check
/**
 * Where playback starts in a session that is already running, so that a reload goes on at the second that was last heard. Pure.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('../server/types.js').Segment} Segment
 * @typedef {{ segment: Segment, offset: number }} EntryPoint  `offset` in seconds into the segment
 * @typedef {{ index: number, position: number }} Heard         the second of a segment that was heard last
 */
import { HEARTBEAT_SECONDS, strideSeconds } from '../server/timing.js';

/** Music is entered at least this long before its end, so that it can fade in and be joined. */
const LAST_ENTRY_SECONDS = 1;

/** The next report is due after one heartbeat; where it is late by half of one more, nobody has heard what would have followed. */
const FRESH_SECONDS = 1.5 * HEARTBEAT_SECONDS;

/**
 * The first segment to play and where in it.
 *
 * Segment N's last seconds are the first seconds of N+1, so position p in N is position p − stride in N+1: the newest
 * segment that holds the last heard second is entered, even when the one it was heard in is deleted by now. A segment that shares
 * nothing with the one before it holds none of those seconds.
 *
 * @param {Snapshot} snapshot
 * @param {Heard | null} heard  null when the session has not been heard yet
 * @returns {EntryPoint | null} null while nothing is playable
 */
export function entryPoint(snapshot, heard) {
  const oldest = snapshot.segments[0];
  if (!oldest) {
    return null;
  }
  if (heard === null) {
    return { segment: oldest, offset: 0 };
  }
  const stride = strideSeconds(snapshot.timing);
  const later = snapshot.segments.filter(segment => segment.index >= heard.index);
  const apart = later.findIndex(segment => segment.index > heard.index && segment.join === 'crossfade');
  const places = (apart < 0 ? later : later.slice(0, apart))
    .map(segment => ({ segment, offset: heard.position - (segment.index - heard.index) * stride }));
  const { segment, offset } = places.filter(place => place.offset >= 0).at(-1) ?? { segment: later[0] ?? oldest, offset: 0 };
  return { segment, offset: Math.min(offset, segment.seconds - LAST_ENTRY_SECONDS) };
}

/**
 * The second of a session that is heard now, or was heard last, whoever heard it. To be asked before this page claims playback.
 *
 * @param {Snapshot} snapshot  may still show the session as one that is kept @param {string} sessionId @returns {Heard | null}
 */
export function lastHeard(snapshot, sessionId) {
  const { playback, resumable, heard } = snapshot;
  if (snapshot.session_id !== sessionId) {
    return resumable?.session_id === sessionId ? heardOf(resumable.heard) : null;
  }
  if (playback === null || playback.segment_index === null) {
    return heardOf(heard);
  }
  const age = (Date.parse(snapshot.server_time) - Date.parse(playback.reported_at)) / 1000;
  const since = playback.state === 'playing' && age > 0 && age < FRESH_SECONDS ? age : 0;
  return { index: playback.segment_index, position: playback.position_seconds + since };
}

/**
 * Of two seconds of a session the later one: what this page kept when it was left, and what the server was told before.
 *
 * @param {Heard | null} a @param {Heard | null} b @param {Snapshot | null} snapshot  where it is null, the first that is known
 * @returns {Heard | null}
 */
export function laterHeard(a, b, snapshot) {
  if (a === null || b === null || snapshot === null) {
    return a ?? b;
  }
  const stride = strideSeconds(snapshot.timing);
  return b.index * stride + b.position > a.index * stride + a.position ? b : a;
}

/** @param {import('../server/types.js').LastHeard | null} last @returns {Heard | null} */
const heardOf = last => last && { index: last.segment_index, position: last.position_seconds };
