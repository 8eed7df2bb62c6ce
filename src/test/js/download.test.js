// @ts-check
import { BYTES_AT_ONCE, downloadSegment } from '/js/server/download.js';
import { yieldToEventLoop } from '/js/util/yield.js';
import { equal, ok, test, thrownBy } from './harness.js';
import { segmentOf } from './samples.js';

const BYTES = new Uint8Array([1, 2, 3, 4]);

/** The signal of the newest request. @type {AbortSignal | null | undefined} */
let asked;

/** The headers that it named. @type {HeadersInit | undefined} */
let sent;

/**
 * Downloads segment 7 of session s1 from a server that gives this answer.
 *
 * @param {Response} answer @param {object} [changes]
 */
async function download(answer, changes = {}) {
  const real = window.fetch;
  /** @type {number[]} */
  const bytes = [];
  window.fetch = async (_, options) => {
    asked = options?.signal;
    sent = options?.headers;
    return answer;
  };
  try {
    const seconds = await downloadSegment({ segment: segmentOf(7, { bytes: 4 }), sessionId: 's1',
      signal: new AbortController().signal, onBytes: each => { bytes.push(...each); }, ...changes });
    return { bytes, seconds };
  } finally {
    window.fetch = real;
  }
}

/** @param {object} [headers] @param {number} [status] @param {BodyInit} [body] */
const answer = (headers = {}, status = 200, body = BYTES) => new Response(body, { status,
  headers: { 'X-Session-Id': 's1', 'X-Segment-Index': '7', 'Content-Length': '4', ...headers } });

test('a segment arrives whole', async () => {
  const { bytes, seconds } = await download(answer());
  equal(bytes, [...BYTES]);
  ok(seconds >= 0, `${seconds} s`);
});

/** @requirement R14 */
test('a WAV with an old index is thrown away', async () => {
  const error = await thrownBy(() => download(answer({ 'X-Segment-Index': '6' })));
  equal([error.name, error.message], ['StaleSegmentError', 'wanted s1/7, got s1/6']);
});

test('a WAV of another session is thrown away', async () => {
  equal((await thrownBy(() => download(answer({ 'X-Session-Id': 's0' })))).name, 'StaleSegmentError');
});

test('a WAV that was made again since the status told of it is thrown away', async () => {
  const error = await thrownBy(() => download(answer({ ETag: '"made again"' })));
  equal([error.name, error.message], ['StaleSegmentError', 'wanted "7", got "made again"']);
  equal((await download(answer({ ETag: '"7"' }))).bytes, [...BYTES]);
  equal((await download(answer({ ETag: 'W/"7"' }))).bytes, [...BYTES]);
});

test('a WAV that does not say what it is is thrown away', async () => {
  equal((await thrownBy(() => download(new Response(BYTES)))).name, 'StaleSegmentError');
});

test('a deleted segment is reported by its code', async () => {
  const problem = JSON.stringify({ status: 410, code: 'segment-gone', detail: 'gone' });
  const error = await thrownBy(() => download(answer({}, 410, problem)));
  equal([error.code, error.status], ['segment-gone', 410]);
});

test('half a WAV is no WAV', async () => {
  const error = await thrownBy(() => download(answer(), { segment: segmentOf(7, { bytes: 8 }) }));
  equal([error.code, error.detail], ['bad-response', '4 of 8 bytes arrived']);
});

test('a download that broke off goes on where it did', async () => {
  const part = answer({ 'Content-Range': 'bytes 4-7/8' }, 206);
  /** @type {number[]} */
  const known = [];
  const { bytes } = await download(part, { segment: segmentOf(7, { bytes: 8 }), from: 4,
    onBytes: (/** @type {Uint8Array} */ each, /** @type {number} */ received) => known.push(...each, received) });
  equal([bytes, known], [[], [1, 2, 3, 4, 8]]);
  equal(sent, { Range: 'bytes=4-', 'If-Range': '"7"' });
});

test('a server that sends all of it again is listened to from where the download broke off', async () => {
  equal((await download(answer(), { from: 3 })).bytes, [4]);
});

test('a download that goes on elsewhere than it broke off is no WAV', async () => {
  const error = await thrownBy(() => download(answer({ 'Content-Range': 'bytes 2-5/8' }, 206), { segment: segmentOf(7, { bytes: 8 }), from: 4 }));
  equal([error.code, error.detail], ['bad-response', 'expected the bytes from 4 on, got bytes 2-5/8']);
});

test('a download from the beginning asks for no part', async () => {
  await download(answer());
  equal(sent, undefined);
});

test('a proxy that keeps the length to itself is no obstacle', async () => {
  const chunked = new Response(BYTES, { headers: { 'X-Session-Id': 's1', 'X-Segment-Index': '7' } });
  equal((await download(chunked)).bytes, [...BYTES]);
});

test('a download that is given up is not sent on', async () => {
  await thrownBy(() => download(answer({ 'X-Segment-Index': '6' })));
  equal(asked?.aborted, true);
  await thrownBy(() => download(answer(), { onBytes: () => { throw new Error('no WAV'); } }));
  equal(asked?.aborted, true);
});

test('a browser that cannot join signals can abort a download', async () => {
  const any = AbortSignal.any;
  const controller = new AbortController();
  Object.assign(AbortSignal, { any: undefined });
  try {
    const error = await thrownBy(() => download(answer(), { signal: controller.signal, onBytes: () => controller.abort() }));
    equal([error.name, asked?.aborted], ['AbortError', true]);
  } finally {
    Object.assign(AbortSignal, { any });
  }
});

test('what is aborted ends with the reason for it', async () => {
  const controller = new AbortController();
  controller.abort();
  const real = window.fetch;
  const error = await thrownBy(() => downloadSegment({ segment: segmentOf(7), sessionId: 's1', signal: controller.signal,
    onBytes: () => ok(false, 'nothing may arrive') }));
  equal([error.name, window.fetch === real], ['AbortError', true]);
});

test('what comes at once is passed on piece by piece, and the page does what waits in between', async () => {
  const bytes = new Uint8Array(2.5 * BYTES_AT_ONCE);
  /** @type {string[]} */
  const order = [];
  await download(answer({}, 200, bytes), {
    segment: segmentOf(7, { bytes: bytes.byteLength }),
    onBytes: (/** @type {Uint8Array} */ each) => {
      order.push(`${each.byteLength / BYTES_AT_ONCE}`);
      // Waits in the page's own queue, for which of two a browser serves first is not said.
      void yieldToEventLoop().then(() => order.push('something else'));
    },
  });
  equal(order, ['1', 'something else', '1', 'something else', '0.5', 'something else']);
});

test('once a download is aborted nothing more of it is passed on', async () => {
  const controller = new AbortController();
  let pieces = 0;
  const body = new Uint8Array(3 * BYTES_AT_ONCE);
  const error = await thrownBy(() => download(answer({}, 200, body), {
    signal: controller.signal,
    onBytes: () => {
      pieces++;
      controller.abort();
    },
  }));
  equal([error.name, pieces], ['AbortError', 1]);
});
