// @ts-check
/**
 * One stretch of listening, from Play to Stop: looks at the clock, fetches what will be needed and hands it to the player.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').Segment} Segment
 * @typedef {import('./scope.js').Scope} Scope
 * @typedef {ReturnType<typeof createListening>} Listening
 */
import { ApiError } from './api.js';
import { entryPoint } from './attach.js';
import { downloadSegment, StaleSegmentError } from './download.js';
import * as log from './log.js';
import { createPlayer } from './player.js';
import { isDue, remember, thresholdSeconds } from './prefetch.js';
import { createScope } from './scope.js';

const STOP_FADE_SECONDS = 1;
const MAX_RETRY_MILLISECONDS = 8_000;

/**
 * @param {object} wiring
 * @param {AudioContext} wiring.context   closed when the stretch is over
 * @param {string} wiring.sessionId
 * @param {() => Promise<Snapshot>} wiring.refresh   asks the server for its state, before every download
 * @param {(event: 'sound' | 'fetch' | 'starve') => void} wiring.onEvent  what the listener hears or waits for, at every look
 * @param {(error: Error | null) => void} wiring.onTrouble  a download that failed and is tried again; null when it worked
 */
export function createListening({ context, sessionId, refresh, onEvent, onTrouble }) {
  const scope = createScope();      // downloads, reports: over when the person presses Stop
  const sound = createScope();      // what sounds: over when the last fade is
  const player = createPlayer(context);
  /** @type {number[]} */
  let downloads = [];
  /** @type {{ index: number, progress: number } | null} */
  let fetching = null;
  let retryAt = 0;
  let failures = 0;
  let quietAt = Infinity;
  /** @type {Snapshot | null} */
  let snapshot = null;

  sound.own(() => context.close());
  sound.own(player.dispose);
  const ticker = new Worker('/js/tick-worker.js');
  sound.own(() => ticker.terminate());
  ticker.onmessage = tick;
  tick();

  function tick() {
    player.tick();
    if (scope.ended()) {
      if (context.currentTime >= quietAt || context.state !== 'running') {
        sound.end();
      }
      return;
    }
    if (context.state === 'suspended') {
      context.resume();
    }
    fetchIfDue();
    onEvent(condition());
  }

  /** @returns {'sound' | 'fetch' | 'starve'} */
  function condition() {
    if (player.newest() !== null && !player.isDry()) {
      return 'sound';
    }
    return fetching ? 'fetch' : 'starve';
  }

  /** @param {Snapshot} known @returns {{ segment: Segment, offset: number } | null} the segment to fetch now */
  function wanted(known) {
    const newest = player.newest();
    if (newest === null) {
      return entryPoint(known);
    }
    const threshold = thresholdSeconds(known.timing, downloads);
    if (!isDue({ remaining: player.remaining(), threshold, held: player.held() })) {
      return null;
    }
    const segment = known.segments.find(each => each.index === newest + 1)
      ?? (player.isDry() ? known.segments.find(each => each.index > newest) : undefined);
    return segment ? { segment, offset: 0 } : null;
  }

  async function fetchIfDue() {
    const order = snapshot && !fetching && performance.now() >= retryAt && wanted(snapshot);
    if (!order) {
      return;
    }
    fetching = { index: order.segment.index, progress: 0 };
    try {
      await fetchNext();
      failures = 0;
      onTrouble(null);
    } catch (error) {
      onFetchFailure(error);
    }
    fetching = null;
  }

  /** Looks at the newest state, fetches what it asks for, and schedules it. */
  async function fetchNext() {
    const known = await refresh();
    const order = known.session_id === sessionId && !scope.ended() ? wanted(known) : null;
    if (!order) {
      return;
    }
    const { segment } = order;
    const startedAt = performance.now();
    const { bytes, seconds } = await downloadSegment({
      segment, sessionId, signal: scope.signal,
      onProgress: progress => { fetching = { index: segment.index, progress }; },
    });
    const buffer = await decode(bytes);
    if (scope.ended()) {
      return;
    }
    downloads = remember(downloads, (performance.now() - startedAt) / 1000);
    delay = seconds;
    schedule(segment, buffer, order.offset, known.timing.crossfade_seconds);
  }

  /** @type {number | null} */
  let delay = null;

  /** @param {Segment} segment @param {AudioBuffer} buffer @param {number} offset @param {number} fadeSeconds */
  function schedule(segment, buffer, offset, fadeSeconds) {
    const newest = player.newest();
    if (newest !== null && segment.index === newest + 1) {
      player.follow(segment, buffer, fadeSeconds);
    } else {
      player.begin(segment, buffer, offset);
    }
  }

  /** @param {ArrayBuffer} bytes @returns {Promise<AudioBuffer>} */
  async function decode(bytes) {
    try {
      return await context.decodeAudioData(bytes);
    } catch (cause) {
      throw new ApiError('cannot-decode', 0, String(cause));
    }
  }

  /** @param {any} error */
  function onFetchFailure(error) {
    if (scope.ended()) {
      return;
    }
    retryAt = performance.now() + Math.min(MAX_RETRY_MILLISECONDS, 500 * 2 ** failures++);
    if (error instanceof StaleSegmentError || error.code === 'segment-gone' || error.code === 'not-found') {
      log.info(`segment thrown away: ${error.message}`);
    } else {
      log.error('fetching the next segment failed, it is tried again', error);
      onTrouble(error);
    }
  }

  /** @param {Snapshot} newest what the server says now */
  function look(newest) {
    snapshot = newest;
    if (!scope.ended()) {
      fetchIfDue();
    }
  }

  /** Ends the stretch: nothing is fetched any more, what sounds fades out, then everything is released. */
  function close() {
    if (scope.ended()) {
      return;
    }
    scope.end();
    if (player.newest() === null || context.state !== 'running') {
      sound.end();
    } else {
      quietAt = player.fadeOut(STOP_FADE_SECONDS);
    }
  }

  return {
    sessionId, scope, look, close,
    /** What the listener hears and what lies ahead, for the page and for the server. */
    progress: () => ({
      heard: player.whereabouts(), fetching, delay, underruns: player.underruns(), newest: player.newest(),
    }),
  };
}
