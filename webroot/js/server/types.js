// @ts-check
/**
 * The shapes that travel between page and server. No code, only words for the type checker and the reader.
 *
 * @typedef {'idle' | 'generating' | 'downloading' | 'playing' | 'error'} PlaybackState
 *
 * @typedef {object} Seam         how a segment's first seconds compare with the end of its source
 * @property {number} lag_samples positive when what came back is late
 * @property {number} correlation 0…1
 * @property {number} gain_db
 * @property {number} residual_db
 *
 * @typedef {object} Segment
 * @property {number} index
 * @property {number | null} source_index  the segment it continues, null when it was made from the prompt alone
 * @property {string} prompt
 * @property {number} seconds
 * @property {number} overlap_seconds  music shared with the end of the segment before it; 0 without a source
 * @property {'overlap' | 'crossfade' | null} join  crossfade: it shares nothing with the segment before it and is faded to as soon as it
 *   is there; null for segment 0
 * @property {number} sample_rate
 * @property {number} bytes
 * @property {string} etag
 * @property {Seam | null} seam
 * @property {number} gain_db          gain over its overlap with the segment before it
 * @property {number} gain_end_db      gain over its overlap with the segment after it
 * @property {number | null} loudness_lufs
 * @property {Takes | null} takes      null when there was no boundary to be measured
 *
 * @typedef {object} Takes             how often a segment was made while there was time
 * @property {number[]} scores         boundary score of each, in bits
 * @property {number} chosen           the one that is used, 1 is the first
 * @property {Explanation} why
 *
 * @typedef {import('../i18n/strings.js').Explanation} Explanation
 *
 * @typedef {object} Phase        what is being done for the segment in the making
 * @property {'asking' | 'loading' | 'waiting' | 'submitted' | 'queued' | 'generating' | 'unanswered' | 'fetching' | 'examining'
 *            | 'retrying'} code
 * @property {string[]} models    models that are being loaded
 * @property {Explanation | null} explanation  why it is tried again, or which models are missing
 *
 * @typedef {object} Generation
 * @property {number} segment_index
 * @property {Phase} phase
 * @property {string} stage           the phase in words for a log
 * @property {number} progress        0…1
 * @property {number} elapsed_seconds
 * @property {number | null} eta_seconds
 * @property {number | null} queue_position  place among the tasks that wait at ACE-Step, 1 is next
 * @property {number} attempt
 * @property {number | null} realtime_factor
 *
 * @typedef {object} Timing
 * @property {number} segment_seconds
 * @property {number} overlap_seconds
 * @property {number} crossfade_seconds
 * @property {number} prefetch_seconds      the next segment is fetched when this much playback remains
 * @property {number} prefetch_max_seconds  what that grows to when downloads are slow
 *
 * @typedef {object} PlaybackReport   what the owning page last said
 * @property {string} player_id
 * @property {PlaybackState} state
 * @property {number | null} segment_index
 * @property {number} position_seconds
 * @property {number} buffered_seconds
 * @property {number} underruns
 * @property {number | null} download_seconds
 * @property {string} reported_at     ISO 8601, on the server's clock
 * @property {Player} by
 *
 * @typedef {{ segment_index: number, position_seconds: number }} LastHeard  a second of the music, as it was reported
 *
 * @typedef {object} Player           who plays: a page, or the stream to players that are no page
 * @property {'page' | 'stream'} kind
 * @property {string | null} name     the program that listens to the stream
 * @property {boolean | null} local   whether that runs on the server's own machine
 * @property {number | null} listeners  connections to the stream
 *
 * @typedef {object} NewPiece
 * @property {'waiting' | 'generating' | 'failed'} state  waiting: the task of the music that plays is finished first
 * @property {number} segment_index   it begins with this segment, or was to
 * @property {number | null} expected_seconds  what a generation takes as measured
 * @property {Explanation | null} explanation  why it could not be made
 *
 * @typedef {object} Snapshot
 * @property {number} version
 * @property {string} server_time     ISO 8601
 * @property {string | null} session_id
 * @property {PlaybackState} state
 * @property {number | null} segment_index
 * @property {Segment[]} segments     playable now, oldest first
 * @property {Segment | null} segment
 * @property {Generation | null} generation
 * @property {{ current: string | null, pending: string | null, applies_from_segment: number | null,
 *              heard_in_seconds: number | null }} prompt
 * @property {PlaybackReport | null} playback
 * @property {LastHeard | null} heard  where the session was heard last, also when nobody plays any more
 * @property {Timing} timing
 * @property {{ kind: 'builtin' | 'acestep', host: string | null, reachable: boolean | null, finding: string | null,
 *              findings: { host: string | null, explanation: Explanation }[], fell_back: boolean, note: string | null,
 *              explanation: Explanation | null, model: string | null, lm_model: string | null, realtime_factor: number | null }} engine
 * @property {{ code: string, message: string, explanation: Explanation | null, segment_index: number | null, at: string } | null} error
 * @property {{ session_id: string, prompt: string, segment_index: number, heard: LastHeard | null } | null} resumable  kept by an earlier
 *   run of the server
 * @property {NewPiece | null} new_piece  that was asked for and is not there yet, or could not be made
 * @property {Explanation | null} renewal  why the music goes back to earlier music of the session
 * @property {'no-listener' | null} paused  why nothing more is made although the session goes on
 */
export {};
