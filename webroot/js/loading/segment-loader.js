// @ts-check
/**
 * Fetches the segment that will be needed next: looks at the status first, downloads, decodes, hands it to the player — the first
 * one as soon as that is safe, every other one when it is whole. What begins a new piece is fetched as soon as it is there. One
 * download at a time; what fails is tried again, ever more slowly.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('../server/types.js').Timing} Timing
 * @typedef {import('./start-position.js').EntryPoint} EntryPoint
 * @typedef {import('../audio/segment-buffer.js').SegmentBuffer} SegmentBuffer
 * @typedef {ReturnType<typeof import('../audio/player.js').createPlayer>} Player
 * @typedef {ReturnType<typeof import('./decoder.js').createDecoder>} Decoder
 * @typedef {(segment: import('../server/types.js').Segment, from: number, buffer: AudioBuffer) => void} OnDecoded  a piece of a segment
 *   is here, whose first frame is `from`
 */
import { ApiError } from '../server/api.js';
import { backoff } from '../util/backoff.js';
import { createDecoder } from './decoder.js';
import { downloadSegment, isInterruption, StaleSegmentError } from '../server/download.js';
import { isSafeToStart, ThroughputMeter } from './early-start.js';
import * as log from '../util/log.js';
import { isDue, rememberDownload, thresholdSeconds } from './prefetch.js';
import { entryPoint } from './start-position.js';

const RETRY_MILLISECONDS = 500;
const MAX_RETRY_MILLISECONDS = 8_000;

/** Length of a piece of music that may be heard before all of its segment is there, and of one that is not: each costs while it waits. */
const EARLY_PIECE_SECONDS = 1;
const PIECE_SECONDS = 10;

/**
 * @param {object} wiring
 * @param {BaseAudioContext} wiring.context
 * @param {string} wiring.sessionId
 * @param {import('./start-position.js').Heard | null} wiring.heard  where the music goes on
 * @param {Player} wiring.player
 * @param {AbortSignal} wiring.signal                ends all fetching
 * @param {() => Promise<Snapshot>} wiring.askSnapshot  asks the server for its state, before every download
 * @param {() => void} wiring.onMissing              the server does not know the session
 * @param {() => number | null} [wiring.chosenFade]  seconds of crossfade that the person has chosen, null for the configured ones
 * @param {OnDecoded} [wiring.onDecoded]
 * @param {() => void} wiring.onChange               a download has begun, or its segment is scheduled
 * @param {(error: Error | null) => void} wiring.onTrouble  a download that failed and is tried again; null when it worked
 */
export function createSegmentLoader({
  context, sessionId, heard, player, signal, askSnapshot, chosenFade = () => null, onDecoded = () => undefined, onMissing, onChange,
  onTrouble,
}) {
  /** @type {Snapshot | null} */
  let snapshot = null;
  /** @type {{ index: number, progress: number } | null} */
  let fetching = null;
  /** @type {number | null} */
  let delay = null;
  /** @type {number[]} */
  let downloads = [];
  /** @type {{ etag: string, buffer: SegmentBuffer } | null} the segment that sounds before it is whole */
  let partial = null;
  /** @type {{ etag: string, decoder: Decoder, received: number } | null} a download that broke off, and the bytes it has brought */
  let broken = null;
  let failures = 0;
  let retryAt = 0;
  let missing = false;      // the server does not know the session

  /** Fetches if something is due. @param {Snapshot} [newest] what the server says, if it has said something new of the session */
  async function update(newest) {
    snapshot = newest ?? snapshot;
    if (newest && missing) {
      missing = false;
      retryAt = 0;
    }
    const entry = snapshot && !fetching && performance.now() >= retryAt ? nextEntry(snapshot) : null;
    if (!entry || signal.aborted) {
      return;
    }
    fetching = { index: entry.segment.index, progress: 0 };
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
  function nextEntry(known) {
    const newest = player.newest();
    if (newest === null) {
      return entryPoint(known, heard);
    }
    if (partial && !partial.buffer.whole) {
      const unfinished = known.segments.find(each => each.etag === partial?.etag);
      return unfinished ? { segment: unfinished, offset: 0 } : entryPoint(known, player.playhead());
    }
    const piece = known.segments.findLast(each => each.index > newest && each.join === 'crossfade');
    if (piece) {
      return { segment: piece, offset: 0 };
    }
    const threshold = thresholdSeconds(timingOf(known), downloads);
    if (!isDue({ remaining: player.remaining(), threshold, held: player.held() })) {
      return null;
    }
    const successor = known.segments.find(each => each.index === newest + 1);
    const skipped = player.bridging() ? known.segments.find(each => each.index > newest) : undefined;
    const segment = successor ?? skipped;
    return segment ? { segment, offset: 0 } : null;
  }

  /** The person's crossfade takes the place of the configured one; none is longer than what segments share. @param {Snapshot} known @returns {Timing} */
  const timingOf = ({ timing }) => ({ ...timing, crossfade_seconds: Math.min(chosenFade() ?? timing.crossfade_seconds, timing.overlap_seconds) });

  async function fetchNext() {
    const known = await askSnapshot();
    if (signal.aborted) {
      return;
    }
    missing = known.session_id !== sessionId;
    if (missing) {
      retryAt = performance.now() + MAX_RETRY_MILLISECONDS;
      onMissing();
      return;
    }
    snapshot = known;
    const entry = nextEntry(known);
    if (!entry) {
      return;
    }
    onChange();
    const startedAt = performance.now();
    const { buffer, seconds } = await receive(entry, timingOf(known));
    if (signal.aborted) {
      return;
    }
    delay = seconds;
    downloads = rememberDownload(downloads, (performance.now() - startedAt) / 1000);
    schedule(entry, buffer, timingOf(known));
    onChange();
  }

  /** @param {EntryPoint} entry @param {Timing} timing @returns {Promise<{ buffer: SegmentBuffer, seconds: number }>} */
  async function receive(entry, timing) {
    const { segment } = entry;
    const meter = new ThroughputMeter();
    const { etag } = segment;
    const download = broken?.etag === etag ? broken : { etag, received: 0, decoder: newDecoder(segment) };
    const { decoder } = download;
    const seconds = await downloadSegment({ segment, sessionId, signal, from: download.received, onBytes: (bytes, received) => {
      fetching = { index: segment.index, progress: Math.min(1, received / segment.bytes) };
      meter.note(performance.now() / 1000, received);
      broken = null;          // the decoder may refuse these bytes
      decoder.take(bytes);
      broken = received < segment.bytes ? Object.assign(download, { received }) : null;
      const buffer = decoder.buffer();
      if (buffer) {
        startEarlyIfSafe(entry, buffer, timing, received, meter.rate());
      }
    } });
    return { buffer: await decoder.finish(), seconds };
  }

  /** @param {import('../server/types.js').Segment} segment @returns {Decoder} */
  function newDecoder(segment) {
    const begun = partial?.etag === segment.etag ? partial.buffer : null;
    const pieceSeconds = begun || player.newest() === null ? EARLY_PIECE_SECONDS : PIECE_SECONDS;
    return createDecoder(context, segment.bytes, begun, (from, buffer) => onDecoded(segment, from, buffer), pieceSeconds);
  }

  /**
   * Lets music be heard before all of it has arrived, where nothing sounds that it could follow.
   *
   * @param {EntryPoint} entry @param {SegmentBuffer} buffer @param {Timing} timing @param {number} received bytes @param {number} bytesPerSecond
   */
  function startEarlyIfSafe({ segment, offset }, buffer, timing, received, bytesPerSecond) {
    if (partial?.buffer === buffer) {
      player.extend();
    } else if (player.newest() !== null) {
      return;
    }
    const from = partial === null ? offset : player.underrunAt();
    if (from !== null && isSafeToStart({ ready: buffer.ready, duration: buffer.duration, offset: from, received, size: segment.bytes,
      bytesPerSecond })) {
      partial = { etag: segment.etag, buffer };
      player.begin(segment, buffer, from, timing);
      onChange();
    }
  }

  /** All of a segment is there. @param {EntryPoint} entry @param {SegmentBuffer} buffer @param {Timing} timing */
  function schedule({ segment, offset }, buffer, timing) {
    const sounding = partial?.buffer === buffer;
    const replaces = partial !== null && !partial.buffer.whole;
    partial = null;
    if (replaces && !sounding) {
      log.info(`the rest of segment ${player.newest()} is gone: segment ${segment.index} takes its place`);
    }
    if (sounding && !player.isUnderrun()) {
      player.extend();
    } else if (sounding || replaces || player.newest() === null) {
      player.begin(segment, buffer, sounding ? player.underrunAt() ?? offset : offset, timing);
    } else {
      player.append(segment, buffer, timing);
    }
  }

  /** @param {unknown} error */
  function onFailure(error) {
    if (signal.aborted) {
      return;
    }
    retryAt = performance.now() + backoff(failures++, RETRY_MILLISECONDS, MAX_RETRY_MILLISECONDS);
    broken = isInterruption(error) ? broken : null;
    if (isGone(error)) {
      log.info(`looking again for the next segment: ${log.messageOf(error)}`);
    } else {
      log.error('fetching the next segment failed, it is tried again', error);
      onTrouble(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return { update, fetching: () => fetching, delay: () => delay };
}

/** @param {unknown} error @returns {boolean} the segment asked for is there no more, or is another one by now */
const isGone = error => error instanceof StaleSegmentError
  || error instanceof ApiError && (error.code === 'segment-gone' || error.code === 'not-found');
