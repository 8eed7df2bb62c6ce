// @ts-check
/**
 * All the page knows; what is shown follows from it.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('../server/types.js').Segment} Segment
 *
 * @typedef {object} Model
 * @property {string} playerId       of this page
 * @property {import('../server/types.js').PlaybackState} playback
 * @property {Snapshot | null} snapshot  what the server said last; while it restarts, what it said before
 * @property {boolean} reachable     whether the server answers
 * @property {{ code: string, detail?: string } | null} problem
 * @property {'taken' | 'stoppedElsewhere' | 'resumeByHand' | 'stopUnheard' | null} notice
 * @property {Error | null} trouble  a download that failed and is being tried again
 * @property {import('./prompt-change.js').PromptChange | null} change
 * @property {import('./playback-session.js').Progress | null} progress  null while this page does not play
 * @property {'hand' | 'break' | null} pausedBy  who paused the music, null while it goes on
 * @property {Segment | null} segment    the one that is heard
 * @property {readonly Segment[]} known  segments seen lately, oldest first
 * @property {readonly number[]} delays  seconds the last downloads took, oldest first
 */
import { rememberDelay } from './download-delays.js';
import { updateChange } from './prompt-change.js';

/** Segments are shown until they have left the waveform. */
const KNOWN_SEGMENTS = 8;

/** @param {string} playerId @returns {Model} before anything is known */
export const emptyModel = playerId => ({
  playerId, playback: 'idle', snapshot: null, reachable: true, problem: null, notice: null, trouble: null, change: null, progress: null,
  pausedBy: null, segment: null, known: [], delays: [],
});

/** The state of the server. @param {Model} model @param {Snapshot} snapshot */
export function applySnapshot(model, snapshot) {
  model.known = mergeSegments(snapshot.session_id === model.snapshot?.session_id ? model.known : [], snapshot.segments);
  model.snapshot = snapshot;
  if (model.notice === 'stopUnheard' && snapshot.session_id === null) {
    model.notice = null;
  }
}

/** The state of the player. @param {Model} model @param {Model['progress']} progress */
export function applyProgress(model, progress) {
  model.progress = progress;
  model.change = updateChange(model.change, model.snapshot, progress);
  model.delays = rememberDelay(model.delays, progress?.delay);
  model.segment = model.known.find(segment => segment.index === progress?.heard?.index) ?? null;
}

/** @param {readonly Segment[]} known @param {readonly Segment[]} segments @returns {readonly Segment[]} oldest first, bounded */
const mergeSegments = (known, segments) =>
  [...known.filter(each => !segments.some(segment => segment.index === each.index)), ...segments].slice(-KNOWN_SEGMENTS);
