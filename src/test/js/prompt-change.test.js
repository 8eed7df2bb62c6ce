// @ts-check
import {
  asksForMore, canWithdraw, heardInSeconds, isPieceComing, isPieceHere, isPieceLost, lateSegment, pieceInSeconds, promptBefore, undoable,
  updateChange,
} from '/js/session/prompt-change.js';
import { equal, test } from './harness.js';
import { phaseOf, progressOf, reportOf, segmentOf, snapshotOf } from './samples.js';

const change = { prompt: 'snow', appliesFrom: 9, before: 'rain', confirmed: true, undoes: null, afterPiece: false };
/** A snapshot while a change waits. @param {number | null} appliesFrom @param {string} [pending] */
const waiting = (appliesFrom, pending = 'snow') =>
  snapshotOf({ prompt: { current: 'rain', pending, applies_from_segment: appliesFrom, heard_in_seconds: 30 } });

/** A snapshot when the newest segment was made with a new prompt. @param {number} index @param {string} [before] */
const made = (index, before = 'rain') => snapshotOf({
  prompt: { current: 'snow', pending: null, applies_from_segment: null, heard_in_seconds: null },
  segments: [segmentOf(index - 1, { prompt: before }), segmentOf(index, { prompt: 'snow' })],
});

test('a change stands until the shared seconds of its first segment are over', () => {
  equal(updateChange(change, waiting(9), progressOf(8, 50)), change);
  equal(updateChange(change, made(9), progressOf(9, 14)), change);
  equal(updateChange(change, made(9), progressOf(9, 15)), null);
});

test('the shared seconds are those of the segment itself', () => {
  const snapshot = snapshotOf({ segments: [segmentOf(8), segmentOf(9, { prompt: 'snow', overlap_seconds: 5 })],
    prompt: { current: 'snow', pending: null, applies_from_segment: null, heard_in_seconds: null } });
  equal([4.9, 5].map(position => updateChange(change, snapshot, progressOf(9, position))), [change, null]);
});

test('a page that does not play itself takes from the server what is heard', () => {
  const heardAt = (/** @type {number | null} */ segment_index, /** @type {number} */ position_seconds, progress = /** @type {any} */ (null)) =>
    updateChange(change, { ...made(9), playback: reportOf({ segment_index, position_seconds }) }, progress);
  equal([heardAt(8, 50), heardAt(9, 14), heardAt(9, 15), heardAt(10, 0), heardAt(null, 0)], [change, change, null, null, change]);
  equal(heardAt(10, 0, progressOf(8, 50)), change);
  equal(heardAt(10, 0, progressOf(8, 50, { heard: null })), change);
});

test('a segment that plays again because the next one is late does not make a change heard', () => {
  equal(updateChange(change, waiting(9), { ...progressOf(8, 59), bridging: { index: 8, pass: 1 } }), change);
});

test('a change made before a reload is found again in the snapshot', () => {
  equal(updateChange(null, waiting(9), null), change);
});

test('a change that the server has brought forward, or put off, applies from where the server says', () => {
  equal([8, 9, 10].map(index => updateChange(change, waiting(index), progressOf(7, 20))?.appliesFrom), [8, 9, 10]);
});

test('a segment that waits and was made again with the new prompt is where the change applies', () => {
  equal(updateChange({ ...change, appliesFrom: 10 }, made(9), progressOf(8, 20)), change);
  equal(updateChange({ ...change, appliesFrom: 10 }, made(9), { ...progressOf(9, 16), newest: 9 })?.appliesFrom, 10);
});

test('segments that come after the first one with the new prompt do not put it off', () => {
  equal(updateChange(change, made(10, 'snow'), progressOf(9, 5)), change);
});

test('where a change applies is not told by segments while the server has not answered, or has another prompt waiting', () => {
  equal(updateChange({ ...change, appliesFrom: null }, made(9), progressOf(8, 20))?.appliesFrom, null);
  const another = { ...made(9), prompt: { current: 'snow', pending: 'hail', applies_from_segment: 11, heard_in_seconds: null } };
  equal(updateChange({ ...change, appliesFrom: 10 }, another, progressOf(8, 20))?.appliesFrom, 10);
});

test('a snapshot older than the change says nothing about it', () => {
  const mine = { ...change, confirmed: false };
  equal(updateChange(mine, snapshotOf(), progressOf(8, 20)), mine);
  equal(updateChange(mine, waiting(10, 'hail'), progressOf(8, 20)), mine);
  equal(updateChange({ ...mine, appliesFrom: null }, snapshotOf(), progressOf(8, 20))?.appliesFrom, null);
});

test('a change that the server has spoken of and knows no more is given up, for the one in its place', () => {
  equal(updateChange(change, snapshotOf(), progressOf(8, 20)), null);
  equal(updateChange(change, waiting(10, 'hail'), progressOf(8, 20)), { ...change, prompt: 'hail', appliesFrom: 10 });
});

test('a prompt that is taken back before a segment was made with it leaves nothing to announce', () => {
  const back = { ...change, confirmed: false, appliesFrom: null, undoes: 9 };
  equal([8, 9, 10].map(index => updateChange(back, waiting(index), progressOf(7, 20))?.appliesFrom ?? null), [null, null, 10]);
  equal(updateChange(back, snapshotOf(), progressOf(7, 20)), back);
});

const pieceFrom = (/** @type {number} */ index) => ({ state: /** @type {const} */ ('waiting'), segment_index: index, expected_seconds: null, explanation: null });

/** @requirement B16 */
test('what was asked for last is taken back first, and the new piece where that is not known', () => {
  const withPiece = snapshotOf({ new_piece: pieceFrom(9) });
  const next = (/** @type {Partial<import('/js/session/prompt-change.js').PromptChange> | null} */ changes, snapshot = withPiece) =>
    undoable({ change: changes && { ...change, ...changes }, snapshot, pieceSent: null });
  equal([next(null), next({}, snapshotOf()), next(null, snapshotOf())], [['piece'], ['prompt'], []]);
  equal([next({}), next({ afterPiece: true })], [['piece', 'prompt'], ['prompt', 'piece']]);
  equal([next({ before: null, afterPiece: true }), next({ appliesFrom: null }, snapshotOf())], [['piece'], []]);
  equal(undoable({ change: null, snapshot: snapshotOf({ new_piece: { ...pieceFrom(9), state: 'failed' } }), pieceSent: null }), []);
});

/** @requirement B16 */
test('nothing older is taken back while the server has not answered what was asked for last', () => {
  const withPiece = snapshotOf({ new_piece: pieceFrom(9) });
  const unanswered = (/** @type {Partial<import('/js/session/prompt-change.js').PromptChange>} */ changes) =>
    undoable({ change: { ...change, appliesFrom: null, ...changes }, snapshot: withPiece, pieceSent: null });
  equal([unanswered({ undoes: 9 }), unanswered({ afterPiece: true }), unanswered({})], [[], [], ['piece']]);
  const asked = (/** @type {import('/js/session/model.js').Model['pieceSent']} */ pieceSent) => undoable({ change, snapshot: snapshotOf(), pieceSent });
  equal([asked('sent'), asked('answered'), asked(null)], [[], [], ['prompt']]);
  equal(undoable({ change: null, snapshot: withPiece, pieceSent: 'waits' }), ['piece']);
});

/** @requirement B16 */
test('Undo returns from each of several prompts to the one before it', () => {
  const snapshot = snapshotOf();
  equal(promptBefore('snow', { change: null, snapshot }, false), 'rain');
  equal(promptBefore('hail', { change, snapshot }, false), 'snow');
  equal(promptBefore('snow', { change, snapshot }, false), 'rain');
  equal(promptBefore('snow', { change: { ...change, prompt: 'hail', before: 'snow' }, snapshot }, true), 'rain');
  equal(promptBefore('rain', { change, snapshot }, true), null);
  equal(promptBefore('snow', { change: null, snapshot: null }, false), null);
});

/** @requirement B6, B16 */
test('a new piece is lost with the server unless it is in what was kept, or all begins anew', () => {
  const keptAt = (/** @type {number} */ segment_index) => ({ session_id: 's1', prompt: 'rain', segment_index, heard: null });
  const snapshot = snapshotOf({ new_piece: pieceFrom(9) });
  equal([7, 8, 9].map(index => isPieceLost({ snapshot, pieceSent: null }, keptAt(index))), [true, true, false]);
  equal(isPieceLost({ snapshot: snapshotOf(), pieceSent: 'sent' }, keptAt(9)), true);
  equal(isPieceLost({ snapshot: snapshotOf(), pieceSent: null }, keptAt(8)), false);
  equal(isPieceLost({ snapshot, pieceSent: 'answered' }, null), false);
});

const generation = {
  segment_index: 8, phase: phaseOf('generating'), stage: '', progress: 0.4, elapsed_seconds: 9, eta_seconds: 22, queue_position: null,
  attempt: 1, realtime_factor: 2,
};

/** When segment 8 is heard while 7 is. @param {Partial<import('/js/session/session.js').Model>} [changes] @param {Partial<import('./samples.js').Progress>} [progress] */
const until = (changes, progress) => heardInSeconds({ playback: 'playing', pausedBy: null, snapshot: snapshotOf(),
  progress: { ...progressOf(7, 50), ...progress }, ...changes }, 8);

test('a segment\'s own music is heard when the one before it ends', () => {
  equal([until(), until({}, { newest: 8, heard: { index: 7, position: 55, buffered: 50 } })], [10, 5]);
});

test('a segment that is still being made is not heard before it can be here', () => {
  equal([until({ snapshot: snapshotOf({ generation }) }), until({ snapshot: snapshotOf({ generation }) }, { delay: 6 })], [22, 28]);
  equal(until({ snapshot: snapshotOf({ generation: { ...generation, eta_seconds: null } }) }), 10);
});

test('what is not known counts for nothing', () => {
  const heard = { index: 7, position: 60, buffered: 0 };
  equal(until({}, { heard }), 0);
  equal(until({ snapshot: snapshotOf({ generation: { ...generation, eta_seconds: null } }) }, { heard, delay: 6 }), 6);
});

test('a segment that is here does not wait for the one after it', () => {
  const next = snapshotOf({ generation: { ...generation, segment_index: 9, eta_seconds: 100 } });
  equal(until({ snapshot: next }, { newest: 8, heard: { index: 7, position: 55, buffered: 50 } }), 5);
});

test('before anything is heard the server says when a change is', () => {
  const snapshot = waiting(9);
  equal([until({ snapshot: null }), until({ snapshot }, { heard: null }), until({ snapshot }, { newest: null })], [null, 30, 30]);
});

test('a segment is late while the one before it is repeated', () => {
  const bridging = { index: 7, pass: 1 };
  equal([progressOf(7, 59, { bridging }), progressOf(7, 59, { bridging, newest: 8 }), progressOf(7, 59), null].map(lateSegment),
    [8, null, null, null]);
});

test('nobody can tell while a segment is late, while the music is paused, and while it waits for its download', () => {
  const bridging = { index: 7, pass: 1 };
  equal([until({}, { bridging }), until({ pausedBy: 'hand' }), until({ playback: 'downloading' })], [null, null, null]);
});

test('a late segment that is here can be told again, before it has taken over', () => {
  equal(until({}, { bridging: { index: 7, pass: 1 }, newest: 8, heard: { index: 7, position: 55, buffered: 52 } }), 7);
});

test('someone who joins asks for more only by typing something else', () => {
  const snapshot = snapshotOf();
  equal(['', '  ', 'rain', 'snow'].map(prompt => asksForMore(prompt, snapshot)), [false, false, false, true]);
});

/** @param {Partial<import('/js/session/prompt-change.js').PieceModel>} [changes] */
const pieceModel = changes => ({ snapshot: snapshotOf(), progress: progressOf(7, 20), pieceSent: null, ...changes });

/**
 * Segment 8 will begin a new piece.
 *
 * @param {'waiting' | 'generating' | 'failed'} state @param {Partial<import('./samples.js').Snapshot>} [changes]
 * @param {number | null} [expected] seconds
 */
const asked = (state, changes, expected = 20) =>
  snapshotOf({ new_piece: { state, segment_index: 8, expected_seconds: expected, explanation: null }, ...changes });

const piece = segmentOf(8, { join: 'crossfade', source_index: null, overlap_seconds: 0 });
const there = snapshotOf({ segments: [segmentOf(7), piece] });

/** @requirement B16 */
test('a new piece can be taken back unless it is there or has failed', () => {
  equal([asked('waiting'), asked('generating'), asked('failed'), snapshotOf(), null].map(snapshot => canWithdraw(pieceModel({ snapshot }))),
    [true, true, false, false, false]);
});

/** @requirement B16 */
test('a new piece is here from its segment on until that is heard', () => {
  equal([progressOf(7, 20), progressOf(8, 0), progressOf(7, 0, { heard: null }), null]
    .map(progress => isPieceHere(pieceModel({ snapshot: there, progress }))), [true, false, false, false]);
  equal(isPieceHere(pieceModel({ snapshot: null })), false);
  const others = [segmentOf(8), segmentOf(8, { source_index: null }), segmentOf(8, { join: 'crossfade', source_index: 5 })];
  equal(others.map(segment => snapshotOf({ segments: [segmentOf(7), segment] })).map(snapshot => isPieceHere(pieceModel({ snapshot }))),
    [false, false, false]);
});

/** @requirement B16 */
test('a new piece is on its way from the click until it is heard', () => {
  equal([pieceModel(), pieceModel({ pieceSent: 'sent' }), pieceModel({ snapshot: asked('waiting') }), pieceModel({ snapshot: there }),
    pieceModel({ snapshot: there, progress: progressOf(8, 0) })].map(isPieceComing), [false, true, true, true, false]);
});

/** @requirement B16 */
test('a new piece that is being made is heard when it is done and downloaded', () => {
  const progress = progressOf(7, 20, { delay: 6 });
  const made = asked('generating', { generation });
  equal([pieceInSeconds(pieceModel({ snapshot: made, progress })), pieceInSeconds(pieceModel({ snapshot: made }))], [28, 22]);
  equal(pieceInSeconds(pieceModel({ snapshot: asked('generating'), progress })), 26);
  equal(pieceInSeconds(pieceModel({ snapshot: asked('generating', {}, null), progress })), null);
});

/** @requirement B16 */
test('a new piece that waits comes after what is being made', () => {
  const progress = progressOf(7, 20, { delay: 6 });
  const inSeconds = (/** @type {import('./samples.js').Snapshot | null} */ snapshot) => pieceInSeconds(pieceModel({ snapshot, progress }));
  equal([asked('waiting'), asked('waiting', { generation }), asked('waiting', { generation: { ...generation, eta_seconds: null } }),
    asked('waiting', {}, null), snapshotOf(), null].map(inSeconds), [26, 48, null, null, null, null]);
});
