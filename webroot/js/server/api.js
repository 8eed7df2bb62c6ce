// @ts-check
/**
 * The server's HTTP interface: one function per request. Whatever goes wrong comes out as an ApiError with a stable code.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {{ session_id: string, prompt: string }} Started
 * @typedef {{ session_id: string, prompt: string, applies_from_segment: number }} Prompted
 */
import * as log from '../util/log.js';

/** Requested every few seconds: worth a line in the log only when they fail. */
const ROUTINE = ['/session/status', '/session/playback'];

/** An answer takes milliseconds; one that takes this long is lost. */
const TIMEOUT_MILLISECONDS = 10_000;

/** A start or a stop deletes files first: on a slow disk the server itself waits up to 20 s for that. */
const START_STOP_TIMEOUT_MILLISECONDS = 30_000;

/** A request that failed: refused by the server (`status` and the problem's own `code`) or never answered (status 0). */
export class ApiError extends Error {
  /**
   * @param {string} code    the problem's code, or `unreachable`, `timeout`, `bad-response`
   * @param {number} status  HTTP status, 0 without an answer
   * @param {string} detail  words for a person, as the server gave them
   * @param {Record<string, unknown>} [extras] the problem's other members
   */
  constructor(code, status, detail, extras = {}) {
    super(`${code}: ${detail}`);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.extras = extras;
  }
}

/** @param {unknown} error @returns {boolean} a request that got no answer */
export const isUnanswered = error => error instanceof ApiError && error.status === 0;

/**
 * @param {object} body `{ prompt }` for a new session; with `resume: true` one that failed or was kept is resumed
 * @returns {Promise<Started>}
 */
export const start = body => call('POST', '/session/start', body, startStopLimit());

/** @returns {Promise<{ session_id: string | null }>} */
export const stop = () => call('POST', '/session/stop', undefined, startStopLimit());

/** @param {string} prompt @returns {Promise<Prompted>} */
export const changePrompt = prompt => call('PUT', '/session/prompt', { prompt });

/** @returns {Promise<Prompted>} a new piece with the prompt in force */
export const requestPiece = () => call('POST', '/session/piece');

/** @returns {Promise<{ session_id: string, withdrawn: boolean }>} */
export const withdrawPiece = () => call('DELETE', '/session/piece');

/** @param {object} report @returns {Promise<null>} a request that outlives the page, so that the last second is known */
export const reportPlayback = report => call('POST', '/session/playback', report, { keepalive: true });

/** @returns {Promise<Snapshot>} */
export const status = () => call('GET', '/session/status');

/** @returns {Promise<string>} what any player plays the music from; where an access token is needed, it opens the music alone */
export async function listenAddress() {
  const response = await fetch('/listen.m3u', { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  const text = await response.text();
  if (!response.ok) {
    throw problemOf(response, parse(text));
  }
  return new URL(text.trim().split('\n').at(-1) ?? '', location.href).href;
}

/** @returns {string} where the same address is as a QR code; only the page knows of the TLS of a proxy */
export const listenQr = () => `/listen.svg?scheme=${location.protocol.replace(':', '')}`;

/** @returns {RequestInit} */
const startStopLimit = () => ({ signal: AbortSignal.timeout(START_STOP_TIMEOUT_MILLISECONDS) });

/**
 * @param {string} method @param {string} path @param {object} [body] @param {RequestInit} [options]
 * @returns {Promise<any>} the answer's JSON, null for an empty answer
 */
async function call(method, path, body, options = {}) {
  const startedAt = performance.now();
  const note = ROUTINE.includes(path) ? log.routine : log.info;
  note(`${method} ${path} started`);
  try {
    const response = await fetch(path, {
      method,
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ...options,
    });
    const answer = await read(response);
    note(`${method} ${path} ended ${response.status} after ${elapsed(startedAt)} ms`);
    return answer;
  } catch (cause) {
    const error = asApiError(cause);
    log.info(`${method} ${path} ended ${error.code} after ${elapsed(startedAt)} ms: ${error.detail}`);
    throw error;
  }
}

/** @param {Response} response @returns {Promise<any>} */
async function read(response) {
  const text = await response.text();
  const body = parse(text);
  if (response.ok && body !== undefined) {
    return body;
  }
  throw problemOf(response, body);
}

/** @param {Response} response @param {any} body the parsed body, undefined if it is no JSON @returns {ApiError} */
export function problemOf(response, body) {
  const { code, detail, ...extras } = body ?? {};
  const words = typeof detail === 'string' ? detail : `HTTP ${response.status} ${response.statusText}`;
  return new ApiError(typeof code === 'string' ? code : 'bad-response', response.status, words, extras);
}

/** @param {string} text @returns {any} null for nothing, undefined for what is no JSON */
export function parse(text) {
  if (text === '') {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch (notJson) {
    return undefined;
  }
}

/** @param {unknown} cause @returns {ApiError} */
function asApiError(cause) {
  if (cause instanceof ApiError) {
    return cause;
  }
  const { name, message } = /** @type {Error} */ (cause);
  return new ApiError(name === 'TimeoutError' ? 'timeout' : 'unreachable', 0, message);
}

/** @param {number} startedAt @returns {number} whole milliseconds since */
const elapsed = startedAt => Math.round(performance.now() - startedAt);
