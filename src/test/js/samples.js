// @ts-check
/**
 * @typedef {import('/js/server/types.js').Snapshot} Snapshot
 * @typedef {import('/js/server/types.js').Segment} Segment
 * @typedef {import('/js/session/playback-session.js').Progress} Progress
 * @typedef {import('/js/audio/timeline.js').Slot} Slot
 */

/** @param {number} index @param {Partial<Segment>} [changes] @returns {Segment} 60 s, as the server describes it */
export const segmentOf = (index, changes) => ({
  index, source_index: index === 0 ? null : index - 1, prompt: 'rain', seconds: 60, overlap_seconds: index === 0 ? 0 : 15,
  join: index === 0 ? null : 'overlap', sample_rate: 48_000, bytes: 11_520_044, etag: `"${index}"`, seam: null, gain_db: 0, gain_end_db: 0,
  loudness_lufs: null, takes: null, ...changes,
});

/** @param {Partial<Snapshot['engine']>} [changes] @returns {Snapshot['engine']} the built-in one */
export const engineOf = changes => ({
  kind: 'builtin', host: null, reachable: true, finding: null, findings: [], fell_back: false, note: null, explanation: null,
  model: null, lm_model: null, realtime_factor: null, ...changes,
});

/** @typedef {import('/js/server/types.js').Phase} Phase */
/** @param {Phase['code']} code @param {string[]} [models] @param {Phase['explanation']} [explanation] @returns {Phase} */
export const phaseOf = (code, models = [], explanation = null) => ({ code, models, explanation });

/** Playback is a page's. @type {import('/js/server/types.js').Player} */
export const byPage = { kind: 'page', name: null, local: null, listeners: null };

/** @param {Partial<Snapshot>} [changes] @returns {Snapshot} a running session in which nothing has been heard yet */
export const snapshotOf = changes => ({
  version: 1, server_time: '2026-01-01T00:00:00.000Z', session_id: 's1', state: 'generating', segment_index: null, segments: [],
  segment: null, generation: null, prompt: { current: 'rain', pending: null, applies_from_segment: null, heard_in_seconds: null },
  playback: null, heard: null,
  timing: { segment_seconds: 60, overlap_seconds: 15, crossfade_seconds: 4, prefetch_seconds: 15, prefetch_max_seconds: 20 }, engine: engineOf(),
  error: null, resumable: null, new_piece: null, renewal: null, paused: null, ...changes,
});

/** @param {Partial<NonNullable<Snapshot['playback']>>} [changes] @returns {NonNullable<Snapshot['playback']>} what another player says of itself */
export const reportOf = changes => ({
  player_id: 'x', state: 'playing', segment_index: 7, position_seconds: 1, buffered_seconds: 9, underruns: 0, download_seconds: null,
  reported_at: '2026-01-01T00:00:00.000Z', by: byPage, ...changes,
});

/** A page that plays, with nothing on its way. @param {number} index @param {number} position seconds @param {Partial<Progress>} [changes] @returns {Progress} */
export const progressOf = (index, position, changes) => ({
  heard: { index, position, buffered: 10 }, bridging: null, fetching: null, delay: null, underruns: 0, dropouts: 0, newest: index, sounding: true,
  audioBlocked: false, audioStuck: false, ...changes,
});

/** A minute of music on the audio clock. @param {number} index @param {number} zeroAt seconds @param {Partial<Slot>} [changes] @returns {Slot} */
export const slotOf = (index, zeroAt, changes) =>
  ({ index, pass: 0, zeroAt, enterAt: zeroAt, fadedInAt: zeroAt, endsAt: zeroAt + 60, ...changes });
