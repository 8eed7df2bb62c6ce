// @ts-check
/**
 * Fetches one segment's WAV, piece by piece, and refuses what is not the segment that was asked for. A download that broke off goes on
 * where it did, if the file is still the same (RFC 9110, 13.1.5 and 14.2).
 *
 * @typedef {import('./types.js').Segment} Segment
 */
import { ApiError, parse, problemOf } from './api.js';
import * as log from '../util/log.js';
import { yieldToEventLoop } from '../util/yield.js';

/** A download that brings nothing for so long is given up. */
const STALL_MILLISECONDS = 30_000;

/** So much is passed on in one go, about a third of a second of music: whatever waits for the page meanwhile comes in between. */
export const BYTES_AT_ONCE = 65_536;

/** The answer was another segment than the one wanted: an old index, another session's, or made again since the status showed it. */
export class StaleSegmentError extends Error {
  /** @param {string} wanted @param {string} got */
  constructor(wanted, got) {
    super(`wanted ${wanted}, got ${got}`);
    this.name = 'StaleSegmentError';
  }
}

/** @param {unknown} error @returns {boolean} whether a download that ended with it can go on where it did */
export const isInterruption = error => error instanceof ApiError && (error.code === 'unreachable' || error.code === 'timeout');

/**
 * @param {object} request
 * @param {Segment} request.segment
 * @param {string} request.sessionId
 * @param {AbortSignal} request.signal
 * @param {number} [request.from]  bytes that an earlier attempt at the same file has brought
 * @param {(bytes: Uint8Array, received: number) => void} request.onBytes  every further piece, with how many bytes there are by now
 * @returns {Promise<number>} seconds from the request to the last byte; throws ApiError, StaleSegmentError, or an AbortError
 */
export async function downloadSegment({ segment, sessionId, signal, from = 0, onBytes }) {
  const path = `/audio/${segment.index}.wav?session=${encodeURIComponent(sessionId)}`;
  const startedAt = performance.now();
  const since = () => (performance.now() - startedAt) / 1000;
  log.info(`WAV ${segment.index} download started${from > 0 ? ` at byte ${from}` : ''}, ${segment.bytes} bytes expected`);
  try {
    const size = await receive(path, { segment, sessionId, signal, from, onBytes });
    const seconds = since();
    log.info(`WAV ${segment.index} download ended: ${size} bytes, delay ${(seconds * 1000).toFixed(0)} ms,`
      + ` ${(size / 1e6 / seconds).toFixed(1)} MB/s`);
    return seconds;
  } catch (error) {
    log.info(`WAV ${segment.index} download ended without result after ${(since() * 1000).toFixed(0)} ms: ${log.messageOf(error)}`);
    throw error;
  }
}

/**
 * @typedef {{ segment: Segment, sessionId: string, signal: AbortSignal, from: number, onBytes: (bytes: Uint8Array, received: number) => void }} Request
 *
 * @param {string} path @param {Request} request @returns {Promise<number>} how many bytes the file has
 */
async function receive(path, { segment, sessionId, signal, from, onBytes }) {
  const request = new AbortController();
  const watch = () => setTimeout(() => request.abort(new ApiError('timeout', 0, `${path} brings nothing`)), STALL_MILLISECONDS);
  let timer = watch();
  follow(signal, request);
  try {
    const headers = from > 0 ? { Range: `bytes=${from}-`, 'If-Range': strong(segment.etag) } : undefined;
    const response = await fetch(path, { signal: request.signal, cache: 'no-store', headers });
    if (!response.ok) {
      throw problemOf(response, parse(await response.text()));
    }
    checkIdentity(response.headers, segment, sessionId);
    const begin = beginOf(response, from);
    return await readAll(response, begin, segment.bytes, request.signal, (bytes, received) => {
      clearTimeout(timer);
      timer = watch();
      if (received > from) {
        onBytes(bytes.subarray(Math.max(0, bytes.byteLength - (received - from))), received);
      }
    });
  } catch (error) {
    throw error instanceof TypeError ? new ApiError('unreachable', 0, error.message) : error;
  } finally {
    clearTimeout(timer);
    request.abort();      // whatever is left of an answer that was given up is not sent
  }
}

/** Aborts the request with the signal, in browsers without `AbortSignal.any` too. @param {AbortSignal} signal @param {AbortController} request */
function follow(signal, request) {
  const abort = () => request.abort(signal.reason);
  signal.addEventListener('abort', abort, { signal: request.signal });
  if (signal.aborted) {
    abort();
  }
}

/** A cache that packs what passes marks the tag as weak. @param {string} etag @returns {string} */
const strong = etag => etag.replace(/^W\//, '');

/** @param {Headers} headers @param {Segment} segment @param {string} sessionId */
function checkIdentity(headers, segment, sessionId) {
  const got = `${headers.get('X-Session-Id')}/${headers.get('X-Segment-Index')}`;
  const wanted = `${sessionId}/${segment.index}`;
  if (got !== wanted) {
    throw new StaleSegmentError(wanted, got);
  }
  const etag = strong(headers.get('ETag') ?? segment.etag);
  if (etag !== strong(segment.etag)) {
    throw new StaleSegmentError(segment.etag, etag);
  }
}

/** @param {Response} response @param {number} from the byte asked for @returns {number} the byte that it begins with */
function beginOf({ status, headers }, from) {
  const part = headers.get('Content-Range');
  if (status === 206 && !part?.startsWith(`bytes ${from}-`)) {
    throw new ApiError('bad-response', status, `expected the bytes from ${from} on, got ${part}`);
  }
  return status === 206 ? from : 0;
}

/**
 * @param {Response} response @param {number} begin its first byte
 * @param {number} expected bytes of the file, as the status tells: not every proxy passes a length on
 * @param {AbortSignal} ended @param {(bytes: Uint8Array, received: number) => void} onBytes @returns {Promise<number>}
 */
async function readAll(response, begin, expected, ended, onBytes) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let received = begin;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const bytes of slices(piece.value)) {
      received += bytes.byteLength;
      onBytes(bytes, received);
      await yieldToEventLoop();
      ended.throwIfAborted();
    }
  }
  if (received !== expected) {
    throw new ApiError('bad-response', response.status, `${received} of ${expected} bytes arrived`);
  }
  return received;
}

/** @param {Uint8Array} bytes @returns {Uint8Array[]} */
const slices = bytes => Array.from({ length: Math.ceil(bytes.byteLength / BYTES_AT_ONCE) },
  (_, i) => bytes.subarray(i * BYTES_AT_ONCE, (i + 1) * BYTES_AT_ONCE));
