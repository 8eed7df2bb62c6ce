// @ts-check
import { createCommandQueue } from '/js/session/command-queue.js';
import { createStore, snapshotPatch } from '/js/session/model.js';
import { createPromptCommands } from '/js/session/prompt-commands.js';
import { equal, test } from './harness.js';
import { progressOf, segmentOf, snapshotOf } from './samples.js';

/**
 * Sends prompts to a server that answers when it is told to.
 *
 * @param {(commands: any) => Promise<void>} act @param {boolean} [resumed]  whether the page resumes a session that the server does not know
 * @param {import('./samples.js').Progress | null} [progress]  what is heard
 */
async function withCommands(act, resumed = true, progress = null) {
  const real = window.fetch;
  const store = createStore('me', { progress: () => progress, onChange: () => undefined });
  /** @type {{ method: string, prompt: string, answer: (status: number, body: object) => void, fail: () => void }[]} */
  const sent = [];
  /** @type {(() => void) | null} */
  let arrived = null;
  window.fetch = (_, options) => new Promise((resolve, reject) => {
    sent.push({ method: String(options?.method), prompt: JSON.parse(String(options?.body ?? '{}')).prompt,
      answer: (status, body) => resolve(new Response(JSON.stringify(body), { status })), fail: () => reject(new TypeError('Failed to fetch')) });
    arrived?.();
  });
  /** @param {number} count @returns {Promise<void>} when so many prompts have reached the server */
  const reached = async count => {
    while (sent.length < count) {
      await new Promise(resolve => { arrived = () => resolve(undefined); });
    }
  };
  try {
    await act({ store, sent, reached, ...createPromptCommands({ store, enqueue: createCommandQueue().enqueue, isResumed: () => resumed }) });
  } finally {
    window.fetch = real;
  }
}

/** When what was answered is taken in. @returns {Promise<void>} */
const settled = () => new Promise(resolve => { setTimeout(resolve, 0); });

/** @param {string} prompt @param {number} index */
const taken = (prompt, index) => ({ session_id: 's1', prompt, applies_from_segment: index });

const refused = { code: 'prompt-too-long', detail: '' };

test('prompts reach the server in the order they were given, and the newest stands', () => withCommands(async ({ store, sent, reached, apply }) => {
  const [first, second] = [apply('rain'), apply('snow')];
  await reached(1);
  equal(sent.map((/** @type {any} */ each) => each.prompt), ['rain']);
  sent[0].answer(200, taken('rain', 8));
  await first;
  equal([store.state().change?.prompt, store.state().change?.appliesFrom], ['snow', null]);
  await reached(2);
  sent[1].answer(200, taken('snow', 9));
  await second;
  equal([store.state().change?.prompt, store.state().change?.appliesFrom], ['snow', 9]);
}));

test('a refusal of a prompt that another has taken the place of changes nothing', () => withCommands(async ({ store, sent, reached, apply }) => {
  const [first, second] = [apply('rain'), apply('snow')];
  await reached(1);
  sent[0].answer(400, refused);
  await first;
  equal([store.state().change?.prompt, store.state().problem], ['snow', null]);
  await reached(2);
  sent[1].answer(400, refused);
  await second;
  equal([store.state().change, store.state().problem?.code], [null, 'prompt-too-long']);
}));

test('an answer that comes after Stop announces nothing', () => withCommands(async ({ store, sent, reached, apply }) => {
  const applied = apply('rain');
  await reached(1);
  store.update({ change: null });
  sent[0].answer(200, taken('rain', 8));
  await applied;
  equal(store.state().change, null);
}));

/** Applies a prompt from segment 9 on and takes it back: a server that answers so. @param {any} commands @param {object} answer @param {number} [code] of HTTP */
async function undo({ store, sent, reached, apply, undo }, answer, code = 200) {
  const applied = apply('snow');
  await reached(1);
  sent[0].answer(200, taken('snow', 9));
  await applied;
  store.update({ change: { ...store.state().change, before: 'rain' } });
  const undone = undo();
  await reached(2);
  equal([sent[1].prompt, store.state().change?.appliesFrom], ['rain', null]);
  sent[1].answer(code, answer);
  await undone;
}

test('a prompt taken back before a segment was made with it is announced no more', () => withCommands(async commands => {
  await undo(commands, taken('rain', 9));
  equal(commands.store.state().change, null);
}));

test('a prompt taken back while a segment is generated with it: the return is announced', () => withCommands(async commands => {
  await undo(commands, taken('rain', 10));
  equal([commands.store.state().change?.prompt, commands.store.state().change?.appliesFrom], ['rain', 10]);
}));

/** Takes in a status as the page does. @param {any} store @param {Partial<import('/js/server/types.js').Snapshot>} changes */
const show = (store, changes) => store.update(snapshotPatch(store.state(), snapshotOf(changes)));

/** @requirement B16 */
test('a new piece is asked for once, however often the button is pressed, and taken back before a prompt is', () =>
  withCommands(async ({ store, sent, reached, requestPiece, undo }) => {
    show(store, {});
    const asked = requestPiece();
    await requestPiece();
    equal(store.state().pieceSent, 'sent');
    await reached(1);
    sent[0].answer(200, taken('rain', 3));
    await asked;
    equal(store.state().pieceSent, 'answered');
    await requestPiece();
    show(store, { new_piece: { state: 'waiting', segment_index: 3, expected_seconds: 20, explanation: null } });
    equal(store.state().pieceSent, null);
    await requestPiece();
    equal(sent.length, 1);
    const undone = undo();
    await reached(2);
    sent[1].answer(200, { session_id: 's1', withdrawn: true });
    await undone;
    equal(sent.map((/** @type {any} */ each) => each.method), ['POST', 'DELETE']);
  }));

/** @requirement B16 */
test('a new piece that is refused is a problem that is said', () => withCommands(async ({ store, sent, reached, requestPiece }) => {
  const asked = requestPiece();
  await reached(1);
  sent[0].answer(404, unknownSession);
  await asked;
  equal([store.state().pieceSent, store.state().problem?.code], [null, 'no-session']);
}, false));

const waiting = { state: /** @type {const} */ ('waiting'), segment_index: 3, expected_seconds: 20, explanation: null };
const prompted = (/** @type {string | null} */ pending) => ({ current: 'rain', pending, applies_from_segment: pending === null ? null : 3, heard_in_seconds: null });

/** @requirement B16 */
test('a prompt that came after a new piece is taken back before it, and then the piece', () => withCommands(async ({ store, sent, reached, apply, undo }) => {
  show(store, { new_piece: waiting, prompt: prompted(null) });
  const applied = apply('snow');
  await reached(1);
  sent[0].answer(200, taken('snow', 3));
  await applied;
  show(store, { new_piece: waiting, prompt: prompted('snow') });
  const undone = undo();
  await reached(2);
  equal(sent[1].prompt, 'rain');
  await undo();
  equal(sent.length, 2);
  sent[1].answer(200, taken('rain', 3));
  await undone;
  show(store, { new_piece: waiting, prompt: prompted(null) });
  const withdrawn = undo();
  await reached(3);
  equal(sent[2].method, 'DELETE');
  sent[2].answer(200, { session_id: 's1', withdrawn: true });
  await withdrawn;
}));

/** @requirement B16 */
test('a new piece that is asked for once more after a prompt is taken back first', () => withCommands(async ({ store, sent, reached, apply, requestPiece, undo }) => {
  show(store, { new_piece: waiting, prompt: prompted(null) });
  const applied = apply('snow');
  await reached(1);
  sent[0].answer(200, taken('snow', 3));
  await applied;
  show(store, { prompt: prompted('snow') });
  const asked = requestPiece();
  await reached(2);
  sent[1].answer(200, taken('snow', 3));
  await asked;
  show(store, { new_piece: waiting, prompt: prompted('snow') });
  undo();
  await reached(3);
  equal(sent[2].method, 'DELETE');
  sent[2].answer(200, { session_id: 's1', withdrawn: true });
}));

/** What a server says that has restarted, before the session is resumed. @param {number} segment_index that was kept */
const restarted = segment_index => snapshotOf({ version: 1, session_id: null, resumable: { session_id: 's1', prompt: 'rain', segment_index, heard: null } });

/** @requirement B6, B16 */
test('a new piece that went with a restarted server is asked for again once the session is there', () =>
  withCommands(async ({ store, sent, reached, keepPiece, applyWaiting }) => {
    show(store, { new_piece: waiting });
    keepPiece(restarted(2));
    equal([store.state().pieceSent, sent.length], ['waits', 0]);
    show(store, {});
    equal(store.state().pieceSent, 'waits');
    applyWaiting();
    applyWaiting();
    await reached(1);
    equal(sent.map((/** @type {any} */ each) => each.method), ['POST']);
    sent[0].answer(200, taken('rain', 3));
  }));

/** @requirement B16 */
test('a new piece that is taken back while the server restarts is not asked for again', () =>
  withCommands(async ({ store, sent, reached, undo, keepPiece, applyWaiting }) => {
    show(store, { new_piece: waiting });
    const undone = undo();
    await reached(1);
    sent[0].answer(404, unknownSession);
    await undone;
    equal(store.state().problem, null);
    keepPiece(restarted(2));
    applyWaiting();
    equal([store.state().pieceSent, sent.length], [null, 1]);
  }));

/** @requirement B6, B16 */
test('a new piece that is taken back while its session is resumed is not asked for again', () =>
  withCommands(async ({ store, sent, reached, undo, keepPiece, applyWaiting }) => {
    show(store, { new_piece: waiting });
    keepPiece(restarted(2));
    const undone = undo();
    await reached(1);
    sent[0].answer(200, { session_id: 's1', withdrawn: false });
    await undone;
    applyWaiting();
    equal([store.state().pieceSent, ...sent.map((/** @type {any} */ each) => each.method)], [null, 'DELETE']);
  }));

/** @requirement B6, B16 */
test('a new piece that was not taken back, too late or for an error, is kept when the server restarts', () =>
  withCommands(async ({ store, sent, reached, undo, keepPiece }) => {
    for (const [index, status, body] of /** @type {const} */ ([[0, 200, { withdrawn: false }], [1, 500, { code: 'internal-error', detail: '' }]])) {
      show(store, { new_piece: waiting });
      store.update({ pieceSent: null });
      const undone = undo();
      await reached(index + 1);
      sent[index].answer(status, body);
      await undone;
      keepPiece(restarted(2));
      equal(store.state().pieceSent, 'waits');
    }
  }));

/** @requirement B6, B16 */
test('a new piece and a prompt after it are taken back in that order also after a restart', () =>
  withCommands(async ({ store, sent, reached, apply, undo, keepPiece, applyWaiting }) => {
    show(store, { new_piece: waiting, prompt: prompted(null) });
    const applied = apply('snow');
    await reached(1);
    sent[0].answer(200, taken('snow', 3));
    await applied;
    show(store, { new_piece: waiting, prompt: prompted('snow') });
    keepPiece(restarted(2));
    show(store, { prompt: prompted('snow') });
    applyWaiting();
    await reached(2);
    sent[1].answer(200, taken('snow', 3));
    show(store, { new_piece: waiting, prompt: prompted('snow') });
    undo();
    await reached(3);
    equal(sent.map((/** @type {any} */ { method, prompt }) => [method, prompt]), [['PUT', 'snow'], ['POST', undefined], ['PUT', 'rain']]);
    sent[2].answer(200, taken('rain', 3));
  }));

/** @requirement B6, B16 */
test('a prompt and a new piece after it that both wait for their session are taken back in that order', () =>
  withCommands(async ({ store, sent, reached, apply, requestPiece, undo, applyWaiting }) => {
    show(store, { prompt: prompted(null) });
    const asked = [apply('snow'), requestPiece()];
    for (const index of [0, 1]) {
      await reached(index + 1);
      sent[index].answer(404, unknownSession);
      await asked[index];
    }
    applyWaiting();
    for (const index of [2, 3]) {
      await reached(index + 1);
      sent[index].answer(200, taken('snow', 3));
    }
    show(store, { new_piece: waiting, prompt: prompted('snow') });
    undo();
    await reached(5);
    equal(sent.map((/** @type {any} */ { method }) => method), ['PUT', 'POST', 'PUT', 'POST', 'DELETE']);
    sent[4].answer(200, { session_id: 's1', withdrawn: true });
  }));

/** @requirement B6, B16 */
test('a wish for a new piece that meets a server that has just restarted waits for its session', () =>
  withCommands(async ({ store, sent, reached, requestPiece, applyWaiting }) => {
    const asked = requestPiece();
    await reached(1);
    sent[0].answer(404, unknownSession);
    await asked;
    equal([store.state().pieceSent, store.state().problem], ['waits', null]);
    applyWaiting();
    await reached(2);
    sent[1].answer(200, taken('rain', 3));
  }));

const unknownSession = { code: 'no-session', detail: '' };

test('a prompt that meets a server that has just restarted waits for its session', () => withCommands(async ({ store, sent, reached, apply, applyWaiting }) => {
  const applied = apply('snow');
  await reached(1);
  sent[0].answer(404, unknownSession);
  await applied;
  equal([store.state().change?.prompt, store.state().problem], ['snow', null]);
  applyWaiting();
  await reached(2);
  equal(sent[1].prompt, 'snow');
  sent[1].answer(200, taken('snow', 3));
}));

test('a prompt that another has taken the place of does not wait', () => withCommands(async ({ sent, reached, apply, applyWaiting }) => {
  const [first, second] = [apply('snow'), apply('rain')];
  await reached(1);
  sent[0].answer(404, unknownSession);
  await first;
  await reached(2);
  sent[1].answer(200, taken('rain', 3));
  await second;
  applyWaiting();
  equal(sent.length, 2);
}));

test('a prompt for a session that nobody resumes is refused', () => withCommands(async ({ store, sent, reached, apply }) => {
  const applied = apply('snow');
  await reached(1);
  sent[0].answer(404, unknownSession);
  await applied;
  equal([store.state().change, store.state().problem?.code], [null, 'no-session']);
}, false));

const broken = { code: 'internal-error', detail: '' };

test('Try again asks once more for what failed: the prompt, the new piece, taking it back', () =>
  withCommands(async ({ store, sent, reached, apply, requestPiece, undo, again }) => {
    show(store, { new_piece: waiting });
    const asked = [() => apply('snow'), () => { store.update({ snapshot: snapshotOf() }); return requestPiece(); }, () => {
      show(store, { new_piece: waiting });
      return undo();
    }];
    for (const [index, ask] of asked.entries()) {
      const answered = ask();
      await reached(2 * index + 1);
      sent[2 * index].answer(500, broken);
      await answered;
      equal(store.state().problem?.code, 'internal-error');
      const repeated = again();
      equal(store.state().problem, null);
      await reached(2 * index + 2);
      sent[2 * index + 1].answer(500, broken);
      await repeated;
    }
    equal(sent.map((/** @type {any} */ { method, prompt }) => [method, prompt]), [['PUT', 'snow'], ['PUT', 'snow'], ['POST', undefined],
      ['POST', undefined], ['DELETE', undefined], ['DELETE', undefined]]);
  }));

test('Try again takes a prompt back where that failed', () => withCommands(async commands => {
  const { store, sent, reached, again } = commands;
  await undo(commands, { code: 'unavailable', detail: '' }, 503);
  const repeated = again();
  await reached(3);
  equal([sent[2].prompt, store.state().change?.undoes], ['rain', 9]);
  sent[2].answer(200, taken('rain', 9));
  await repeated;
  equal([store.state().change, store.state().problem], [null, null]);
}));

/** @requirement B6 */
test('what a server that is away did not answer waits until it answers: a prompt, a new piece, taking it back', () =>
  withCommands(async ({ store, sent, reached, apply, requestPiece, undo, applyWaiting }) => {
    const asked = [() => apply('snow'), () => requestPiece(), () => {
      show(store, { new_piece: waiting });
      return undo();
    }];
    for (const [index, ask] of asked.entries()) {
      const answered = ask();
      await reached(2 * index + 1);
      sent[2 * index].fail();
      await answered;
      equal(store.state().problem, null);
      applyWaiting();
      applyWaiting();
      await reached(2 * index + 2);
      sent[2 * index + 1].answer(200, index === 2 ? { session_id: 's1', withdrawn: true } : taken('snow', 3));
      await settled();
      show(store, {});
    }
    equal(sent.map((/** @type {any} */ { method, prompt }) => [method, prompt]), [['PUT', 'snow'], ['PUT', 'snow'], ['POST', undefined],
      ['POST', undefined], ['DELETE', undefined], ['DELETE', undefined]]);
  }));

test('a new piece whose answer was lost is not asked for twice', () => withCommands(async ({ store, sent, reached, requestPiece, applyWaiting }) => {
  const asked = requestPiece();
  await reached(1);
  sent[0].fail();
  await asked;
  show(store, { segments: [segmentOf(3, { join: 'crossfade', source_index: null })] });
  applyWaiting();
  equal([store.state().pieceSent, sent.length], [null, 1]);
}, true, progressOf(2, 10)));

test('nothing that waits outlasts the music', () => withCommands(async ({ store, sent, reached, apply, undo, forget, applyWaiting }) => {
  show(store, { new_piece: waiting });
  const asked = [undo(), apply('snow')];
  for (const index of [0, 1]) {
    await reached(index + 1);
    sent[index].fail();
    await asked[index];
  }
  forget();
  store.update({ change: { ...store.state().change, prompt: 'somebody else\'s' } });
  applyWaiting();
  equal(sent.length, 2);
}));

test('what nobody answers for music that does not play here is a problem that is said', () =>
  withCommands(async ({ store, sent, reached, apply }) => {
    const applied = apply('snow');
    await reached(1);
    sent[0].fail();
    await applied;
    equal([store.state().change, store.state().problem?.code], [null, 'unreachable']);
  }, false));
