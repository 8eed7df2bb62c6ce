// @ts-check
import { ApiError } from '/js/server/api.js';
import { joinSession, newestSnapshot } from '/js/session/join-session.js';
import { equal, test, thrownBy } from './harness.js';

/**
 * Answers every request as the server would and tells what was sent.
 *
 * @param {object | null} snapshot @param {string} prompt @param {boolean} [fresh]
 */
async function join(snapshot, prompt, fresh) {
  /** @type {[string, unknown][]} */
  const sent = [];
  const real = window.fetch;
  window.fetch = async (url, options) => {
    sent.push([String(url), JSON.parse(String(options?.body))]);
    return new Response(JSON.stringify({ session_id: 'ab', prompt: 'calm' }), { headers: { 'Content-Type': 'application/json' } });
  };
  try {
    const joined = await joinSession(/** @type {any} */ (snapshot), prompt, fresh);
    return { sent, joined };
  } finally {
    window.fetch = real;
  }
}

test('Play starts a new session with what was typed', async () => {
  const { sent, joined } = await join({ state: 'idle', session_id: null, resumable: null }, 'rain');
  equal(sent[0][1], { prompt: 'rain' });
  equal(joined, { sessionId: 'ab', attached: false });
});

test('Play resumes the session that an earlier run of the server kept', async () => {
  const { sent } = await join({ state: 'idle', session_id: null, resumable: { session_id: 'ab', prompt: 'calm', segment_index: 7, heard: null } }, '');
  equal(sent[0][1], { prompt: '', resume: true });
});

test('what was kept is not resumed by someone who starts over', async () => {
  const { sent } = await join({ state: 'idle', session_id: null, resumable: { session_id: 'ab', prompt: 'calm', segment_index: 7, heard: null } }, 'rain', true);
  equal(sent[0][1], { prompt: 'rain' });
});

test('Play resumes the session that failed, with the prompt that was typed since', async () => {
  const { sent } = await join({ state: 'error', session_id: 'ab' }, 'rain');
  equal(sent[0][1], { prompt: 'rain', resume: true });
});

test('Play attaches to the session that is running', async () => {
  const { sent, joined } = await join({ state: 'playing', session_id: 'cd' }, 'rain');
  equal(sent, []);
  equal(joined, { sessionId: 'cd', attached: true });
});

test('what the server said last counts only where it answers and does not tell its state', async () => {
  const [last, now] = /** @type {any[]} */ ([{ session_id: 'stopped' }, { session_id: null }]);
  const failing = (/** @type {number} */ status) => newestSnapshot(() => Promise.reject(new ApiError('code', status, '')), last);
  equal([await newestSnapshot(async () => now, last), await failing(503)], [now, last]);
  equal((await thrownBy(() => failing(0))).status, 0);
});
