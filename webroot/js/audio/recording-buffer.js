// @ts-check
/**
 * The last minutes of what was heard, as pieces of interleaved 16-bit PCM: the oldest piece goes when a new one comes, so memory
 * stays bounded. Pure.
 */
import { wavBytes, wavHeader } from './wav.js';

/** @param {{ rate: number, channels: number, maxSeconds: number }} format */
export function createRecordingBuffer({ rate, channels, maxSeconds }) {
  /** @type {Int16Array<ArrayBuffer>[]} */
  let pieces = [];
  let frames = 0;

  return {
    /** Silence before the first sound is not recorded. @param {Int16Array<ArrayBuffer>} piece */
    push(piece) {
      if (frames === 0 && piece.every(sample => sample === 0)) {
        return;
      }
      pieces.push(piece);
      frames += piece.length / channels;
      while (frames > maxSeconds * rate) {
        frames -= /** @type {Int16Array<ArrayBuffer>} */ (pieces.shift()).length / channels;
      }
    },
    clear() {
      pieces = [];
      frames = 0;
    },
    seconds: () => frames / rate,
    /** @returns {number} size of the file of everything recorded */
    bytes: () => wavBytes(frames, channels),
    /** @returns {BlobPart[]} a WAV file of everything recorded */
    wav: () => [wavHeader(frames, channels, rate), ...pieces],
  };
}
