// @ts-check
/**
 * Requests and the event stream between the page and a {@link import('./fake-server.js').FakeServer}, on virtual time.
 *
 * @typedef {ReturnType<typeof import('./virtual-time.js').createVirtualTime>} VirtualTime
 * @typedef {import('./fake-server.js').FakeServer} FakeServer
 * @typedef {{ status: number, body?: any, headers?: Record<string, string>, wav?: Uint8Array, download?: Download }} Answer
 * @typedef {{ seconds: number, cutAt?: number, stallAt?: number }} Download  how a WAV arrives: parts of it, 0…0.9
 */

const PIECES = 12;

/**
 * @param {VirtualTime} time @param {FakeServer} server @param {() => number} random
 * @param {(line: string) => void} note  every request as it is sent
 */
export function createNetwork(time, server, random, note) {
  let up = true;
  /** @type {Set<FakeEvents>} */
  const streams = new Set();
  /** @type {Set<() => void>} what is under way */
  const underWay = new Set();

  const latency = () => 0.005 + 0.15 * random() ** 3;

  /** @param {string} path @param {any} [options] @returns {Promise<any>} */
  function fetch(path, { method = 'GET', body, signal } = {}) {
    note(`${method} ${path}`);
    return new Promise((resolve, reject) => {
      const lost = () => reject(new TypeError('Failed to fetch'));
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (!up || server.isDown()) {
        time.ofPage(latency(), lost);
        return;
      }
      underWay.add(lost);
      time.ofPage(latency(), () => {
        const answer = server.answer(method, path, body ? JSON.parse(body) : null);
        time.ofPage(latency(), () => {
          underWay.delete(lost);
          resolve(responseOf(answer, signal));
        });
      });
    });
  }

  /** @param {Answer} answer @param {AbortSignal | undefined} signal */
  function responseOf({ status, body, headers = {}, wav, download }, signal) {
    return {
      ok: status < 400, status, statusText: '', text: async () => body === undefined ? '' : JSON.stringify(body),
      headers: { get: (/** @type {string} */ name) => headers[name] ?? null },
      body: wav && download && { getReader: () => readerOf(wav, download, signal) },
    };
  }

  /** @param {Uint8Array} wav @param {Download} download @param {AbortSignal | undefined} signal */
  function readerOf(wav, { seconds, cutAt = 2, stallAt = 2 }, signal) {
    let piece = 0;
    return {
      read: () => new Promise((resolve, reject) => {
        const lost = () => reject(new TypeError('network error'));
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        const part = piece++ / PIECES;
        if (part >= stallAt) {
          return;
        }
        underWay.add(lost);
        time.ofPage(piece > PIECES ? 0 : seconds / PIECES, () => {
          underWay.delete(lost);
          if (part >= cutAt || !up) {
            lost();
          } else {
            const [from, to] = [part, piece / PIECES].map(each => Math.round(each * wav.length));
            resolve({ done: piece > PIECES, value: wav.subarray(from, to) });
          }
        });
      }),
    };
  }

  class FakeEvents extends EventTarget {
    static CLOSED = 2;
    readyState = 0;
    silent = false;
    /** @type {(() => void) | null} */ onopen = null;
    /** @type {(() => void) | null} */ onerror = null;

    constructor() {
      super();
      streams.add(this);
      time.ofPage(latency(), () => {
        if (this.readyState === 0 && up && !server.isDown()) {
          this.readyState = 1;
          this.onopen?.();
          this.push(server.snapshot());
        } else {
          this.break();
        }
      });
    }

    /** @param {object} snapshot */
    push(snapshot) {
      if (this.readyState === 1 && !this.silent) {
        const data = JSON.stringify(snapshot);
        time.ofPage(latency(), () => this.readyState === 1 && !this.silent && this.dispatchEvent(new MessageEvent('status', { data })));
      }
    }

    break() {
      if (this.readyState !== 2) {
        this.onerror?.();
      }
    }

    close() {
      this.readyState = 2;
      streams.delete(this);
    }
  }

  /** Everything that is open breaks. */
  function breakAll() {
    [...underWay].forEach(lost => lost());
    underWay.clear();
    [...streams].forEach(stream => stream.break());
  }

  return {
    fetch, EventSource: FakeEvents, breakAll,
    /** @param {object} snapshot goes to everyone who listens */
    push: snapshot => [...streams].forEach(stream => stream.push(snapshot)),
    /** The connection is lost, or there again. @param {boolean} now */
    setUp(now) {
      up = now;
      if (!now) {
        breakAll();
      }
    },
    /** The streams stay open and bring nothing more. */
    silence: () => [...streams].forEach(stream => { stream.silent = true; }),
    /** What of the page is open. */
    open: () => ({ requests: underWay.size, 'event streams': streams.size }),
    /** The page is loaded anew. */
    forget() {
      streams.clear();
      underWay.clear();
    },
  };
}
