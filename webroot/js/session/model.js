// @ts-check
/**
 * All the page knows, and the one place where it changes; what is shown follows from it.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('../server/types.js').Segment} Segment
 *
 * @typedef {object} Model
 * @property {string} playerId       of this page
 * @property {import('../server/types.js').PlaybackState} playback
 * @property {Snapshot | null} snapshot  what the server said last; while it restarts, what it said before
 * @property {boolean} reachable     whether the server answers
 * @property {{ code: string, explanation?: import('../i18n/strings.js').Explanation | null } | null} problem
 * @property {'taken' | 'stoppedElsewhere' | 'resumeByHand' | 'stopUnheard' | 'streaming' | null} notice  streaming: what plays is the stream
 * @property {string | null} formerId  of this page before it was reloaded, where its music is offered to be resumed
 * @property {boolean} reloaded      the music of before a reload may go on in a moment by itself
 * @property {Error | null} trouble  a download that failed and is being tried again
 * @property {import('./prompt-change.js').PromptChange | null} change
 * @property {'sent' | 'answered' | 'waits' | null} pieceSent  a new piece was asked for here, and no status shows it yet; waits: for its
 *   session, which a server that has restarted does not know yet
 * @property {import('./playback-session.js').Progress | null} progress  null while this page does not play
 * @property {'hand' | 'break' | null} pausedBy  who paused the music, null while it goes on
 * @property {Segment | null} segment    the one that is heard
 * @property {readonly Segment[]} known  segments seen lately, oldest first
 * @property {readonly number[]} delays  seconds the last downloads took, oldest first
 */
import { ApiError } from '../server/api.js';
import { rememberDelay } from './download-delays.js';
import { playsElsewhere, takerIsGone } from './ownership.js';
import { updateChange } from './prompt-change.js';

/** Segments are shown until they have left the waveform. */
const KNOWN_SEGMENTS = 8;

/** @param {string} playerId @returns {Model} before anything is known */
const emptyModel = playerId => ({
  playerId, playback: 'idle', snapshot: null, reachable: true, problem: null, notice: null, formerId: null, reloaded: false, trouble: null,
  change: null, pieceSent: null, progress: null, pausedBy: null, segment: null, known: [], delays: [],
});

/**
 * Holds the model; it changes in {@link update} and nowhere else.
 *
 * @typedef {object} Store
 * @property {() => Model} state     as it is now; never changed, only replaced
 * @property {(patch?: Partial<Model>) => void} update  takes the patch in, and how far the player is
 *
 * @param {string} playerId
 * @param {{ progress: () => Model['progress'], onChange: (model: Model) => void }} wiring `progress`: the state of the player now
 * @returns {Store}
 */
export function createStore(playerId, { progress, onChange }) {
  let model = emptyModel(playerId);
  return {
    state: () => model,
    update(patch = {}) {
      model = withProgress({ ...model, ...patch }, progress());
      onChange(model);
    },
  };
}

/** What the page says of an error. @param {unknown} error @returns {NonNullable<Model['problem']>} */
export const problemOf = error => ({ code: error instanceof ApiError ? error.code : 'unexpected' });

/** What a snapshot of the server changes. @param {Model} model @param {Snapshot} snapshot @returns {Partial<Model>} */
export function snapshotPatch({ playerId, formerId, notice, snapshot: last, known, pieceSent }, snapshot) {
  const isOver = notice === 'taken' ? takerIsGone(last, snapshot, playerId)
    : (notice === 'stopUnheard' || notice === 'resumeByHand') && snapshot.session_id === null
      || notice === 'resumeByHand' && playsElsewhere(snapshot, playerId) && snapshot.playback?.player_id !== formerId;
  return {
    snapshot, notice: isOver ? null : notice, pieceSent: pieceSent !== 'answered' && snapshot.new_piece === null ? pieceSent : null,
    known: mergeSegments(snapshot.session_id === last?.session_id ? known : [], snapshot.segments),
  };
}

/** @param {Model} model @param {Model['progress']} progress @returns {Model} */
const withProgress = (model, progress) => ({
  ...model, progress,
  change: updateChange(model.change, model.snapshot, progress),
  delays: rememberDelay(model.delays, progress?.delay),
  segment: model.known.find(segment => segment.index === progress?.heard?.index) ?? null,
});

/** @param {readonly Segment[]} known @param {readonly Segment[]} segments @returns {readonly Segment[]} oldest first, bounded */
const mergeSegments = (known, segments) =>
  [...known.filter(each => !segments.some(segment => segment.index === each.index)), ...segments].slice(-KNOWN_SEGMENTS);
