// @ts-check
/** Turns a segment's bytes into music as they arrive; what the page cannot read piece by piece the browser decodes whole. */
import { ApiError } from '../server/api.js';
import * as log from '../util/log.js';
import { SegmentBuffer } from '../audio/segment-buffer.js';
import { createWavStream, UnsupportedWavError } from '../audio/wav-stream.js';

/**
 * @param {BaseAudioContext} context
 * @param {number} size               bytes of the whole file
 * @param {SegmentBuffer | null} [partial]     what an earlier attempt at the same file has left
 * @param {(from: number, buffer: AudioBuffer) => void} [onDecoded]  a new piece, whose first frame is `from`
 * @param {number} [pieceSeconds]     length of a piece; where there is a `partial`, that of its pieces
 */
export function createDecoder(context, size, partial = null, onDecoded = () => undefined, pieceSeconds = 1) {
  let segmentBuffer = partial;
  /** @type {AudioBuffer | null} the piece that is arriving */
  let arriving = null;
  /** @type {Uint8Array[]} what has arrived, as long as it may have to be decoded whole */
  let kept = [];
  let whole = false;
  const stream = createWavStream({
    size, pieceSeconds,
    newPiece(channels, frames) {
      const buffer = arriving = new AudioBuffer({ numberOfChannels: channels, length: frames, sampleRate: context.sampleRate });
      return Array.from({ length: channels }, (_, channel) => buffer.getChannelData(channel));
    },
    onFormat({ rate, channels, frames }) {
      if (rate !== context.sampleRate) {
        throw new UnsupportedWavError(`expected ${context.sampleRate} Hz, got ${rate} Hz in ${channels} channels`);
      }
      kept = [];
      segmentBuffer ??= new SegmentBuffer(rate, frames);
    },
    onPiece(from) {
      if (arriving && from === segmentBuffer?.frames) {
        segmentBuffer.add(arriving);
        onDecoded(from, arriving);
      }
    },
  });

  /** @param {Uint8Array} bytes the next ones */
  function take(bytes) {
    if (segmentBuffer === null || whole) {
      kept.push(bytes);
    }
    if (!whole) {
      try {
        stream.take(bytes);
      } catch (error) {
        if (!(error instanceof UnsupportedWavError)) {
          throw error;
        }
        log.info(`decoded as a whole by the browser: ${error.message}`);
        whole = true;
      }
    }
  }

  /** All has arrived. @returns {Promise<SegmentBuffer>} the whole segment; throws an ApiError when it holds no music */
  async function finish() {
    if (!whole && segmentBuffer?.whole) {
      return segmentBuffer;
    }
    if (!whole) {
      throw new ApiError('cannot-decode', 0, `the WAV ends after ${segmentBuffer?.frames ?? 0} of ${segmentBuffer?.total ?? 0} frames`);
    }
    try {
      const buffer = await context.decodeAudioData(await new Blob(/** @type {BlobPart[]} */ (kept)).arrayBuffer());
      onDecoded(0, buffer);
      return SegmentBuffer.of(buffer);
    } catch (cause) {
      throw new ApiError('cannot-decode', 0, String(cause));
    }
  }

  /** What can be played already, null before that is known. */
  return { take, finish, buffer: () => segmentBuffer };
}
