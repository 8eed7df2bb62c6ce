// @ts-check
/**
 * Fetches the segment that will be needed next: looks at the status first, downloads, decodes, hands it to the player. One
 * download at a time; what fails is tried again, ever more slowly.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./attach.js').EntryPoint} EntryPoint
 * @typedef {ReturnType<typeof import('./player.js').createPlayer>} Player
 * @typedef {(segment: import('./types.js').Segment, from: number, buffer: AudioBuffer) => void} OnDecoded  a piece of a segment
 *   is here, whose first frame is `from`
 */
import { ApiError } from './api.js';
import { entryPoint } from './attach.js';
import { downloadSegment, StaleSegmentError } from './download.js';
import * as log from './log.js';
import { isDue, remember, thresholdSeconds } from './prefetch.js';

const RETRY_MILLISECONDS = 500;
const MAX_RETRY_MILLISECONDS = 8_000;

/**
 * @param {object} wiring
 * @param {BaseAudioContext} wiring.context
 * @param {string} wiring.sessionId
 * @param {import('./attach.js').Heard | null} wiring.heard  where the music goes on
 * @param {Player} wiring.player
 * @param {AbortSignal} wiring.signal                ends all fetching
 * @param {() => Promise<Snapshot>} wiring.refresh   asks the server for its state now
 * @param {OnDecoded} wiring.onDecoded
 * @param {() => void} wiring.onChange               a download has begun, or its segment is scheduled
 * @param {(error: Error | null) => void} wiring.onTrouble  a download that failed and is tried again; null when it worked
 */
export function createFetcher({ context, sessionId, heard, player, signal, refresh, onDecoded, onChange, onTrouble }) {
  /** @type {Snapshot | null} */
  let snapshot = null;
  /** @type {{ index: number, progress: number } | null} */
  let fetching = null;
  /** @type {number | null} */
  let delay = null;
  /** @type {number[]} */
  let downloads = [];
  let failures = 0;
  let retryAt = 0;

  /** Fetches if something is due. @param {Snapshot} [newest] what the server says, if there is news */
  async function look(newest) {
    snapshot = newest ?? snapshot;
    const order = snapshot && !fetching && performance.now() >= retryAt ? wanted(snapshot) : null;
    if (!order || signal.aborted) {
      return;
    }
    fetching = { index: order.segment.index, progress: 0 };
    try {
      await fetchNext();
      failures = 0;
      onTrouble(null);
    } catch (error) {
      onFailure(error);
    } finally {
      fetching = null;
    }
  }

  /** @param {Snapshot} known @returns {EntryPoint | null} the segment to fetch now, and where in it to begin */
  function wanted(known) {
    const newest = player.newest();
    if (newest === null) {
      return entryPoint(known, heard);
    }
    const threshold = thresholdSeconds(known.timing, downloads);
    if (!isDue({ remaining: player.remaining(), threshold, held: player.held() })) {
      return null;
    }
    const successor = known.segments.find(each => each.index === newest + 1);
    const skipped = player.isDry() ? known.segments.find(each => each.index > newest) : undefined;
    const segment = successor ?? skipped;
    return segment ? { segment, offset: 0 } : null;
  }

  async function fetchNext() {
    const known = await refresh();
    const order = known.session_id === sessionId ? wanted(known) : null;
    if (!order || signal.aborted) {
      return;
    }
    onChange();
    const { segment } = order;
    const startedAt = performance.now();
    const { bytes, seconds } = await downloadSegment({
      segment, sessionId, signal, onProgress: progress => { fetching = { index: segment.index, progress }; },
    });
    const buffer = await decode(bytes);
    if (signal.aborted) {
      return;
    }
    delay = seconds;
    downloads = remember(downloads, (performance.now() - startedAt) / 1000);
    schedule(order, buffer, known.timing.crossfade_seconds);
    onDecoded(segment, 0, buffer);
    onChange();
  }

  /** @param {EntryPoint} order @param {AudioBuffer} buffer @param {number} fadeSeconds */
  function schedule({ segment, offset }, buffer, fadeSeconds) {
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
  function onFailure(error) {
    if (signal.aborted) {
      return;
    }
    retryAt = performance.now() + Math.min(MAX_RETRY_MILLISECONDS, RETRY_MILLISECONDS * 2 ** failures++);
    if (error instanceof StaleSegmentError || error.code === 'segment-gone' || error.code === 'not-found') {
      log.info(`looking again for the next segment: ${error.message}`);
    } else {
      log.error('fetching the next segment failed, it is tried again', error);
      onTrouble(error);
    }
  }

  return { look, fetching: () => fetching, delay: () => delay };
}
