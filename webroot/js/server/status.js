// @ts-check
/**
 * What the server says is going on: pushed over SSE and polled as well, on one path. Polling is slow while SSE is healthy. A server
 * that does not answer is asked ever less often; as soon as it answers, SSE is opened again. A hidden page that plays nothing closes
 * its stream: browsers open six connections to a server at most, for all tabs together.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('../util/scope.js').Scope} Scope
 */
import * as api from './api.js';
import { backoff } from '../util/backoff.js';
import * as log from '../util/log.js';

const POLL_MILLISECONDS = 1_500;
const SLOW_POLL_MILLISECONDS = 10_000;
const RECONNECT_MILLISECONDS = 1_000;
const MAX_RECONNECT_MILLISECONDS = 30_000;

/** So many polls in a row that know more than SSE brought show a stream that is open but dead. */
const OVERTAKEN_LIMIT = 2;

/**
 * Whether `next` may replace `last`: it is newer, or it comes from a server that has restarted and counts from one again.
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
 * @param {() => boolean} [wiring.isNeeded]  whether news matter even while nobody sees the page
 * @returns {{ refresh: () => Promise<Snapshot>, askSnapshot: () => Promise<Snapshot> }} both ask now and throw an ApiError; what `refresh`
 *   learns goes to `onSnapshot` as well, what `askSnapshot` learns goes to its caller alone
 */
export function followStatus({ scope, onSnapshot, onReachable, isNeeded = () => true }) {
  /** @type {Snapshot | null} */
  let last = null;
  let reachable = true;
  let live = false;
  let resting = false;
  let pushedVersion = 0;
  let overtaken = 0;
  let failures = 0;
  let misses = 0;
  let openings = 0;
  /** @type {EventSource | null} the newest; every older one is closed */
  let events = null;

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
    misses = now ? 0 : misses + 1;
    if (now === reachable) {
      return;
    }
    reachable = now;
    log.info(`server ${now ? 'answers again' : 'does not answer'}`);
    if (now && !live && !resting) {
      failures = 0;
      openAfter(0);
    }
    onReachable(now);
  }

  function listen() {
    events?.close();
    const mine = events = new EventSource('/session/events');
    mine.onopen = () => {
      log.info('SSE open');
      live = true;
      failures = 0;
    };
    mine.onerror = () => mine === events && onEventsError(mine);
    mine.addEventListener('status', event => {
      const snapshot = JSON.parse(event.data);
      pushedVersion = snapshot.version;
      overtaken = 0;
      take(snapshot);
    });
  }

  /** Opened again from here, for a browser's own attempts come at a fixed pace. @param {EventSource} broken */
  function onEventsError(broken) {
    const refused = broken.readyState === EventSource.CLOSED;
    const pause = backoff(failures++, RECONNECT_MILLISECONDS, MAX_RECONNECT_MILLISECONDS);
    log.info(`SSE ${refused ? 'refused' : 'interrupted'}, polling meanwhile; opening it again in ${pause / 1000} s`);
    live = false;
    broken.close();
    openAfter(pause);
  }

  /** @param {number} milliseconds unless it is opened earlier */
  function openAfter(milliseconds) {
    const mine = ++openings;
    scope.after(milliseconds, () => mine === openings && listen());
  }

  /** A stream that stays silent while polls know more is replaced. @param {Snapshot} polled */
  function checkStream(polled) {
    overtaken = live && polled.version > pushedVersion ? overtaken + 1 : 0;
    if (overtaken >= OVERTAKEN_LIMIT) {
      log.info('SSE is open but silent, opening it again');
      overtaken = 0;
      live = false;
      events?.close();
      openAfter(0);
    }
  }

  /** Gives the connection back, or opens the stream again. */
  function restOrWake() {
    const rests = document.hidden && !isNeeded();
    if (rests === resting) {
      return;
    }
    resting = rests;
    live = false;
    if (resting) {
      openings++;
      events?.close();
    } else {
      failures = 0;
      openAfter(0);
    }
  }

  const refresh = async () => take(await answer());

  async function askSnapshot() {
    const snapshot = await answer();
    setReachable(true);
    return last === null || isNewer(last, snapshot) ? snapshot : last;
  }

  /** @returns {Promise<Snapshot>} */
  async function answer() {
    try {
      return await api.status();
    } catch (error) {
      if (api.isUnanswered(error)) {
        setReachable(false);
      }
      throw error;
    }
  }

  async function poll() {
    try {
      checkStream(await refresh());
    } catch (error) {
      log.info(`poll failed: ${log.messageOf(error)}`);
    }
    schedulePoll();
  }

  const pollPause = () => live || resting ? SLOW_POLL_MILLISECONDS : backoff(misses - 1, POLL_MILLISECONDS, SLOW_POLL_MILLISECONDS);

  let sincePoll = 0;
  function schedulePoll() {
    sincePoll = 0;
    const tick = () => {
      sincePoll += POLL_MILLISECONDS;
      restOrWake();
      if (sincePoll < pollPause()) {
        scope.after(POLL_MILLISECONDS, tick);
      } else {
        poll();
      }
    };
    scope.after(POLL_MILLISECONDS, tick);
  }

  scope.own(() => events?.close());
  scope.listen(document, 'visibilitychange', restOrWake);
  listen();
  schedulePoll();
  return { refresh, askSnapshot };
}
