// @ts-check
/**
 * Fetches the segment that will be needed next: looks at the status first, downloads, decodes, hands it to the player — the first
 * one as soon as that is safe, every other one when it is whole. One download at a time; what fails is tried again, ever more
 * slowly.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('../server/types.js').Timing} Timing
 * @typedef {import('./start-position.js').EntryPoint} EntryPoint
 * @typedef {import('../audio/segment-buffer.js').Reel} Reel
 * @typedef {ReturnType<typeof import('../audio/player.js').createPlayer>} Player
 * @typedef {(segment: import('../server/types.js').Segment, from: number, buffer: AudioBuffer) => void} OnDecoded  a piece of a segment
 *   is here, whose first frame is `from`
 */
import { ApiError } from '../server/api.js';
import { createDecoder } from './decoder.js';
import { downloadSegment, StaleSegmentError } from '../server/download.js';
import { isSafeToStart, Pace } from './early-start.js';
import * as log from '../util/log.js';
import { isDue, remember, thresholdSeconds } from './prefetch.js';
import { entryPoint } from './start-position.js';

const RETRY_MILLISECONDS = 500;
const MAX_RETRY_MILLISECONDS = 8_000;

/**
 * @param {object} wiring
 * @param {BaseAudioContext} wiring.context
 * @param {string} wiring.sessionId
 * @param {import('./start-position.js').Heard | null} wiring.heard  where the music goes on
 * @param {Player} wiring.player
 * @param {AbortSignal} wiring.signal                ends all fetching
 * @param {() => Promise<Snapshot>} wiring.refresh   asks the server for its state now
 * @param {OnDecoded} [wiring.onDecoded]
 * @param {() => void} wiring.onChange               a download has begun, or its segment is scheduled
 * @param {(error: Error | null) => void} wiring.onTrouble  a download that failed and is tried again; null when it worked
 */
export function createFetcher({ context, sessionId, heard, player, signal, refresh, onDecoded = () => undefined, onChange, onTrouble }) {
  /** @type {Snapshot | null} */
  let snapshot = null;
  /** @type {{ index: number, progress: number } | null} */
  let fetching = null;
  /** @type {number | null} */
  let delay = null;
  /** @type {number[]} */
  let downloads = [];
  /** @type {{ etag: string, reel: Reel } | null} the segment that sounds before it is whole */
  let begun = null;
  let failures = 0;
  let retryAt = 0;
  let missing = false;      // the server does not know the session

  /** Fetches if something is due. @param {Snapshot} [newest] what the server says, if there is news of the session */
  async function look(newest) {
    snapshot = newest ?? snapshot;
    if (newest && missing) {
      missing = false;
      retryAt = 0;
    }
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
    if (begun && !begun.reel.whole) {
      const unfinished = known.segments.find(each => each.etag === begun?.etag);
      return unfinished ? { segment: unfinished, offset: 0 } : entryPoint(known, player.whereabouts());
    }
    const threshold = thresholdSeconds(known.timing, downloads);
    if (!isDue({ remaining: player.remaining(), threshold, held: player.held() })) {
      return null;
    }
    const successor = known.segments.find(each => each.index === newest + 1);
    const skipped = player.bridging() ? known.segments.find(each => each.index > newest) : undefined;
    const segment = successor ?? skipped;
    return segment ? { segment, offset: 0 } : null;
  }

  async function fetchNext() {
    const known = await refresh();
    missing = known.session_id !== sessionId;
    if (missing) {
      retryAt = performance.now() + MAX_RETRY_MILLISECONDS;
    }
    const order = missing ? null : wanted(known);
    if (!order || signal.aborted) {
      return;
    }
    onChange();
    const startedAt = performance.now();
    const { reel, seconds } = await receive(order, known.timing);
    if (signal.aborted) {
      return;
    }
    delay = seconds;
    downloads = remember(downloads, (performance.now() - startedAt) / 1000);
    hand(order, reel, known.timing);
    onChange();
  }

  /** @param {EntryPoint} order @param {Timing} timing @returns {Promise<{ reel: Reel, seconds: number }>} */
  async function receive(order, timing) {
    const { segment } = order;
    const pace = new Pace();
    const decoder = createDecoder(context, segment.bytes, begun?.etag === segment.etag ? begun.reel : null,
      (from, buffer) => onDecoded(segment, from, buffer));
    const seconds = await downloadSegment({ segment, sessionId, signal, onBytes: (bytes, received) => {
      fetching = { index: segment.index, progress: Math.min(1, received / segment.bytes) };
      pace.note(performance.now() / 1000, received);
      decoder.take(bytes);
      const reel = decoder.reel();
      if (reel) {
        offer(order, reel, timing, received, pace.rate());
      }
    } });
    return { reel: await decoder.finish(), seconds };
  }

  /**
   * Lets music be heard before all of it has arrived, where nothing sounds that it could follow.
   *
   * @param {EntryPoint} order @param {Reel} reel @param {Timing} timing @param {number} received bytes @param {number} bytesPerSecond
   */
  function offer({ segment, offset }, reel, timing, received, bytesPerSecond) {
    if (begun?.reel === reel) {
      player.extend();
    } else if (player.newest() !== null) {
      return;
    }
    const from = begun === null ? offset : player.heldAt();
    if (from !== null && isSafeToStart({ ready: reel.ready, duration: reel.duration, offset: from, received, size: segment.bytes,
      bytesPerSecond })) {
      begun = { etag: segment.etag, reel };
      player.begin(segment, reel, from, timing);
      onChange();
    }
  }

  /** All of a segment is there. @param {EntryPoint} order @param {Reel} reel @param {Timing} timing */
  function hand({ segment, offset }, reel, timing) {
    const sounding = begun?.reel === reel;
    const replaces = begun !== null && !begun.reel.whole;
    begun = null;
    if (sounding && !player.isDry()) {
      player.extend();
    } else if (sounding || replaces || player.newest() === null) {
      player.begin(segment, reel, sounding ? player.heldAt() ?? offset : offset, timing);
    } else {
      player.follow(segment, reel, timing);
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
