// @ts-check
/**
 * A new prompt or a new piece on its way: from the click until its music is heard. Pure.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('./playback-session.js').Progress} Progress
 *
 * @typedef {object} PromptChange
 * @property {string} prompt
 * @property {number | null} appliesFrom  the first segment made with it; null until the server has answered
 * @property {string | null} before       the prompt that was in force, null where that is not known
 * @property {boolean} confirmed          whether a snapshot has shown it
 * @property {number | null} undoes       the first segment that the prompt it takes back would have been made for; null when it takes
 *   none back
 * @property {boolean} afterPiece         whether a new piece was on its way already when this page asked for it
 */
import { strideSeconds } from '../server/timing.js';

/**
 * The change as it stands after a new snapshot and new progress.
 *
 * @param {PromptChange | null} change @param {Snapshot | null} snapshot @param {Progress | null} progress
 * @returns {PromptChange | null} null once its music is heard or it is given up, or without any
 */
export function updateChange(change, snapshot, progress) {
  const known = snapshot ? reconcile(change, snapshot, progress) : change;
  return known !== null && (isHeard(known, snapshot, progress) || isUndone(known)) ? null : known;
}

/**
 * Whether nothing is left to announce: the prompt before applies again, and no segment was made with the one taken back. A segment
 * that is being generated with it is still heard; the return to the prompt before then stays announced.
 *
 * @param {PromptChange} change @returns {boolean}
 */
function isUndone({ appliesFrom, undoes }) {
  return undoes !== null && appliesFrom !== null && appliesFrom <= undoes;
}

/** @param {PromptChange | null} change @param {Snapshot} snapshot @param {Progress | null} progress @returns {PromptChange | null} */
function reconcile(change, snapshot, progress) {
  const { current, pending } = snapshot.prompt;
  const spokenOf = change !== null && (pending === change.prompt || current === change.prompt);
  if (change === null || (change.confirmed && !spokenOf)) {
    return announced(snapshot);
  }
  return spokenOf ? { ...change, confirmed: true, appliesFrom: appliesFrom(change, snapshot, progress) } : change;
}

/** A change that this page has not made, or has forgotten. @param {Snapshot} snapshot @returns {PromptChange | null} */
function announced({ prompt: { current, pending, applies_from_segment } }) {
  return pending !== null && pending !== current
    ? { prompt: pending, appliesFrom: applies_from_segment, before: current, confirmed: true, undoes: null,
      afterPiece: false } : null;
}

/**
 * The server makes a segment that waits again where there is time, or has to leave it as it is: a change then comes earlier or
 * later than it was announced.
 *
 * @param {PromptChange} change @param {Snapshot} snapshot @param {Progress | null} progress @returns {number | null}
 */
function appliesFrom(change, snapshot, progress) {
  const { pending, applies_from_segment } = snapshot.prompt;
  if (pending === change.prompt) {
    return applies_from_segment ?? change.appliesFrom;
  }
  if (pending !== null || change.appliesFrom === null) {
    return change.appliesFrom;
  }
  const heard = heardNow(snapshot, progress)?.index ?? -1;
  const made = snapshot.segments.find(segment => segment.index > heard && segment.prompt === change.prompt);
  return Math.min(made?.index ?? Infinity, change.appliesFrom);
}

/**
 * The prompt that Undo returns to: the one that was asked for before, heard or not. The same prompt once more changes nothing about it.
 *
 * @param {string} prompt  that is asked for now @param {Pick<import('./model.js').Model, 'change' | 'snapshot'>} model
 * @param {boolean} undoing  whether Undo asks for it; then only the prompt in force is left to return to
 * @returns {string | null} null where there is none
 */
export function promptBefore(prompt, { change, snapshot }, undoing) {
  if (change?.prompt === prompt && !undoing) {
    return change.before;
  }
  const before = (undoing ? null : change?.prompt) ?? snapshot?.prompt.current ?? null;
  return before === prompt ? null : before;
}

/**
 * What Undo can take back, the next first: of a prompt and a new piece that both wait, the one that was asked for last; the piece
 * where that is not known. Nothing while the server has not answered what was asked for last.
 *
 * @param {Pick<import('./model.js').Model, 'change' | 'snapshot' | 'pieceSent'>} model @returns {('prompt' | 'piece')[]}
 */
export function undoable({ change, snapshot, pieceSent }) {
  const unanswered = change !== null && change.appliesFrom === null && (change.undoes !== null || change.afterPiece);
  if (unanswered || pieceSent === 'sent' || pieceSent === 'answered') {
    return [];
  }
  const prompt = change !== null && change.appliesFrom !== null && change.before !== null;
  const both = /** @type {('prompt' | 'piece')[]} */ (change?.afterPiece ? ['prompt', 'piece'] : ['piece', 'prompt']);
  return both.filter(each => (each === 'prompt' ? prompt : canWithdraw({ snapshot })));
}

/** Whether who joins asks for something else. @param {string} prompt @param {Snapshot | null} snapshot @returns {boolean} */
export function asksForMore(prompt, snapshot) {
  const running = snapshot?.prompt;
  return prompt.trim() !== '' && prompt !== running?.current && prompt !== running?.pending;
}

/** What is heard here, or, where nothing plays, elsewhere. @param {Snapshot} snapshot @param {Progress | null} progress */
function heardNow({ playback }, progress) {
  const told = playback?.segment_index == null ? null : { index: playback.segment_index, position: playback.position_seconds };
  return progress === null ? told : progress.heard;
}

/** @param {PromptChange} change @param {Snapshot | null} snapshot @param {Progress | null} progress @returns {boolean} */
function isHeard({ appliesFrom }, snapshot, progress) {
  const heard = snapshot && heardNow(snapshot, progress);
  if (!heard || appliesFrom === null) {
    return false;
  }
  const shared = snapshot.segments.find(segment => segment.index === appliesFrom)?.overlap_seconds ?? snapshot.timing.overlap_seconds;
  return heard.index > appliesFrom || (heard.index === appliesFrom && heard.position >= shared);
}

/**
 * The segment whose lateness keeps a change from being heard at any moment that is known.
 *
 * @param {Progress | null} progress @returns {number | null}
 */
export function lateSegment(progress) {
  const repeated = progress?.bridging?.index ?? null;
  return repeated !== null && progress?.newest === repeated ? repeated + 1 : null;
}

/**
 * Seconds until a segment's own music is heard: when the segment before it ends, for its first seconds are shared, or when the one
 * that is being made can be here, if that is later.
 *
 * @param {{ playback: import('../server/types.js').PlaybackState, pausedBy: string | null, progress: Progress | null,
 *           snapshot: Snapshot | null }} model @param {number} index
 * @returns {number | null} null while nobody can tell: a segment is late, or the music is paused
 */
export function heardInSeconds({ playback, pausedBy, progress, snapshot }, index) {
  if (!snapshot || !progress?.heard || progress.newest === null) {
    return snapshot?.prompt.heard_in_seconds ?? null;
  }
  if (playback !== 'playing' || pausedBy !== null || lateSegment(progress) !== null) {
    return null;
  }
  const { timing, generation } = snapshot;
  const { heard, newest, delay } = progress;
  const here = index > newest && generation?.segment_index === newest + 1 ? (generation.eta_seconds ?? 0) + (delay ?? 0) : 0;
  return Math.max(0, Math.max(heard.buffered, here) + (index - 1 - newest) * strideSeconds(timing));
}

/** @typedef {Pick<import('./model.js').Model, 'snapshot' | 'progress' | 'pieceSent'>} PieceModel */

/** Whether a new piece is there and about to be heard. @param {PieceModel} model @returns {boolean} */
export const isPieceHere = ({ snapshot, progress }) => progress?.heard != null && snapshot !== null
  && snapshot.segments.some(segment => isPiece(segment) && segment.index > (progress.heard?.index ?? -1));

/** @param {import('../server/types.js').Segment} segment */
const isPiece = ({ join, source_index }) => join === 'crossfade' && source_index === null;

/** Whether a new piece is on its way and can be taken back. @param {Pick<PieceModel, 'snapshot'>} model @returns {boolean} */
export const canWithdraw = ({ snapshot }) => snapshot?.new_piece != null && snapshot.new_piece.state !== 'failed';

/**
 * Whether a new piece was on its way when the server ended, and is not part of what it kept. A session that begins anew is a new piece.
 *
 * @param {Pick<PieceModel, 'snapshot' | 'pieceSent'>} model  of before @param {Snapshot['resumable']} resumable  what was kept @returns {boolean}
 */
export const isPieceLost = ({ snapshot, pieceSent }, resumable) => resumable !== null
  && (pieceSent !== null || (canWithdraw({ snapshot }) && resumable.segment_index < (snapshot?.new_piece?.segment_index ?? 0)));

/** Whether a new piece was asked for and is not heard yet. @param {PieceModel} model @returns {boolean} */
export const isPieceComing = model => model.pieceSent !== null || canWithdraw(model) || isPieceHere(model);

/**
 * @param {PieceModel} model
 * @returns {number | null} seconds until a new piece is heard, by what generations and downloads have taken; null while nobody can tell
 */
export function pieceInSeconds({ snapshot, progress }) {
  const piece = snapshot?.new_piece;
  if (!piece) {
    return null;
  }
  const running = snapshot.generation?.eta_seconds ?? null;
  const download = progress?.delay ?? 0;
  if (piece.state === 'generating') {
    const left = running ?? piece.expected_seconds;
    return left === null ? null : left + download;
  }
  const before = snapshot.generation === null ? 0 : running;
  return before === null || piece.expected_seconds === null ? null : before + piece.expected_seconds + download;
}
