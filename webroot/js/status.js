// @ts-check
/**
 * What the server says is going on: pushed over SSE and polled as well, on one path. Polling is slow while SSE is healthy.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./scope.js').Scope} Scope
 */
import * as api from './api.js';
import * as log from './log.js';

const POLL_MILLISECONDS = 1_500;
const SLOW_POLL_MILLISECONDS = 10_000;
const MAX_RECONNECT_MILLISECONDS = 30_000;

/** So many polls in a row that know more than SSE brought show a stream that is open but dead. */
const OVERTAKEN_LIMIT = 2;

/**
 * Whether `next` may replace `last`: it is newer, or it comes from a server that has started anew and counts from one again.
 *
 * @param {Snapshot | null} last @param {Snapshot} next @returns {boolean}
 */
export function isNewer(last, next) {
  return last === null || next.version >= last.version || Date.parse(next.server_time) > Date.parse(last.server_time);
}

/**
 * Follows the server until the scope ends.
 *
 * @param {object} wiring
 * @param {Scope} wiring.scope
 * @param {(snapshot: Snapshot) => void} wiring.onSnapshot
 * @param {(reachable: boolean) => void} wiring.onReachable  whether the server answers, on every change
 * @returns {{ refresh: () => Promise<Snapshot> }} `refresh` asks now; it throws an ApiError
 */
export function followStatus({ scope, onSnapshot, onReachable }) {
  /** @type {Snapshot | null} */
  let last = null;
  let reachable = true;
  let live = false;
  let pushedVersion = 0;
  let overtaken = 0;
  let failures = 0;
  /** @type {EventSource} */
  let events;

  /** @param {Snapshot} snapshot @returns {Snapshot} the newest known */
  function take(snapshot) {
    setReachable(true);
    if (last !== null && !isNewer(last, snapshot)) {
      return last;
    }
    last = snapshot;
    onSnapshot(snapshot);
    return snapshot;
  }

  /** @param {boolean} now */
  function setReachable(now) {
    if (now !== reachable) {
      reachable = now;
      log.info(`server ${now ? 'answers again' : 'does not answer'}`);
      onReachable(now);
    }
  }

  function listen() {
    events = new EventSource('/session/events');
    events.onopen = () => {
      log.info('SSE open');
      live = true;
      failures = 0;
    };
    events.onerror = onEventsError;
    events.addEventListener('status', event => {
      const snapshot = JSON.parse(event.data);
      pushedVersion = snapshot.version;
      overtaken = 0;
      take(snapshot);
    });
  }

  function onEventsError() {
    log.info(`SSE ${events.readyState === EventSource.CLOSED ? 'refused' : 'interrupted'}, polling meanwhile`);
    live = false;
    if (events.readyState === EventSource.CLOSED) {
      const pause = Math.min(MAX_RECONNECT_MILLISECONDS, 1_000 * 2 ** failures++);
      scope.after(pause, listen);
    }
  }

  /** A stream that stays silent while polls bring news is replaced. @param {Snapshot} polled */
  function checkStream(polled) {
    overtaken = live && polled.version > pushedVersion ? overtaken + 1 : 0;
    if (overtaken >= OVERTAKEN_LIMIT) {
      log.info('SSE is open but silent, opening it anew');
      overtaken = 0;
      live = false;
      events.close();
      listen();
    }
  }

  async function refresh() {
    try {
      return take(await api.status());
    } catch (error) {
      if (error.status === 0) {
        setReachable(false);
      }
      throw error;
    }
  }

  async function poll() {
    try {
      checkStream(await refresh());
    } catch (error) {
      log.info(`poll failed: ${error.message}`);
    }
    schedulePoll();
  }

  let sincePoll = 0;
  function schedulePoll() {
    sincePoll = 0;
    const tick = () => {
      sincePoll += POLL_MILLISECONDS;
      if (live && sincePoll < SLOW_POLL_MILLISECONDS) {
        scope.after(POLL_MILLISECONDS, tick);
      } else {
        poll();
      }
    };
    scope.after(POLL_MILLISECONDS, tick);
  }

  scope.own(() => events.close());
  listen();
  schedulePoll();
  return { refresh };
}
