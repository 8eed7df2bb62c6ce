// @ts-check
/**
 * Reads a WAV as it arrives: RIFF chunks up to `data`, then 16-bit PCM, mono or stereo, as pieces of one second. What each arrival
 * costs is its own size, so that nothing on the page waits for a whole segment to be decoded.
 *
 * Source: Microsoft, Multimedia Programming Interface and Data Specifications 1.0 (RIFF, WAVEFORMATEX, WAVE_FORMAT_EXTENSIBLE).
 */

/** A WAV that must be decoded whole, by the browser. */
export class UnsupportedWavError extends Error {
  name = 'UnsupportedWavError';
}

const PCM = 1;
const EXTENSIBLE = 0xfffe;
const CHUNK_HEADER_BYTES = 8;
const RIFF_HEADER_BYTES = 12;
const FORMAT_BYTES = 16;
const EXTENSIBLE_BYTES = 26;
const SCALE = 1 / 32_768;
const PIECE_SECONDS = 1;

/**
 * @typedef {object} WavFormat
 * @property {number} channels
 * @property {number} rate    frames per second
 * @property {number} frames  how many the data chunk holds
 */

/**
 * @param {object} wiring
 * @param {number} wiring.size      bytes of the whole file, which bounds a data chunk of unknown length
 * @param {(format: WavFormat) => void} wiring.onFormat  once, before the first piece; may throw an UnsupportedWavError
 * @param {(from: number, channels: Float32Array[]) => void} wiring.onPiece  `from`: its first frame
 */
export function createWavStream({ size, onFormat, onPiece }) {
  let head = new Uint8Array(0);   // bytes before the data that are not understood yet
  let read = 0;                   // bytes of the file before `head`
  let riff = false;
  /** @type {Omit<WavFormat, 'frames'> | null} */
  let format = null;
  /** @type {ReturnType<typeof createPieces> | null} */
  let pieces = null;

  /** Takes the next bytes of the file. @param {Uint8Array} bytes throws an UnsupportedWavError */
  function take(bytes) {
    if (pieces) {
      pieces.take(bytes);
      return;
    }
    head = joined(head, bytes);
    while (!pieces && walk()) { /* one chunk after the other */ }
  }

  /** @returns {boolean} whether it came any further */
  function walk() {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (!riff) {
      return readRiff(view);
    }
    if (head.byteLength < CHUNK_HEADER_BYTES) {
      return false;
    }
    const name = text(view, 0);
    const length = view.getUint32(4, true);
    return name === 'data' ? openData(length) : skipChunk(view, name, length);
  }

  /** @param {DataView} view @returns {boolean} */
  function readRiff(view) {
    if (view.byteLength < RIFF_HEADER_BYTES) {
      return false;
    }
    if (text(view, 0) !== 'RIFF' || text(view, 8) !== 'WAVE') {
      throw new UnsupportedWavError(`expected RIFF…WAVE, got ${text(view, 0)}…${text(view, 8)}`);
    }
    riff = true;
    drop(RIFF_HEADER_BYTES);
    return true;
  }

  /** @param {DataView} view @param {string} name @param {number} length @returns {boolean} */
  function skipChunk(view, name, length) {
    const whole = CHUNK_HEADER_BYTES + length + length % 2;
    if (head.byteLength < whole) {
      return false;
    }
    if (name === 'fmt ') {
      format = readFormat(new DataView(view.buffer, view.byteOffset + CHUNK_HEADER_BYTES, length));
    }
    drop(whole);
    return true;
  }

  /** @param {number} length of the data chunk as its header says @returns {boolean} */
  function openData(length) {
    if (!format) {
      throw new UnsupportedWavError('expected a fmt chunk before the data');
    }
    drop(CHUNK_HEADER_BYTES);
    const frameBytes = 2 * format.channels;
    const frames = Math.floor(Math.min(length || Infinity, size - read) / frameBytes);
    onFormat({ ...format, frames });
    pieces = createPieces(format, frames, onPiece);
    pieces.take(head);
    head = new Uint8Array(0);
    return true;
  }

  /** @param {number} bytes */
  function drop(bytes) {
    head = head.subarray(bytes);
    read += bytes;
  }

  return { take };
}

/**
 * Cuts PCM bytes, however they arrive, into pieces.
 *
 * @param {{ channels: number, rate: number }} format @param {number} frames
 * @param {(from: number, channels: Float32Array[]) => void} onPiece
 */
function createPieces({ channels, rate }, frames, onPiece) {
  const frameBytes = 2 * channels;
  const pieceFrames = Math.round(PIECE_SECONDS * rate);
  let from = 0;
  let filled = 0;
  let rest = new Uint8Array(0);   // the first bytes of a frame that is not whole yet
  let piece = empty();

  function empty() {
    return Array.from({ length: channels }, () => new Float32Array(Math.min(pieceFrames, frames - from)));
  }

  /** @param {Uint8Array} bytes */
  function take(bytes) {
    const all = rest.byteLength > 0 ? joined(rest, bytes) : bytes;
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
    const whole = Math.min(Math.floor(all.byteLength / frameBytes), frames - from - filled);
    for (let frame = 0; frame < whole; frame++) {
      for (let channel = 0; channel < channels; channel++) {
        piece[channel][filled] = view.getInt16(frame * frameBytes + 2 * channel, true) * SCALE;
      }
      if (++filled === piece[0].length) {
        onPiece(from, piece);
        from += filled;
        filled = 0;
        piece = empty();
      }
    }
    rest = all.slice(whole * frameBytes);
  }

  return { take };
}

/** @param {DataView} view the body of a fmt chunk @returns {{ channels: number, rate: number }} */
function readFormat(view) {
  if (view.byteLength < FORMAT_BYTES) {
    throw new UnsupportedWavError(`expected a fmt chunk of ${FORMAT_BYTES} bytes, got ${view.byteLength}`);
  }
  const named = view.getUint16(0, true);
  const tag = named === EXTENSIBLE && view.byteLength >= EXTENSIBLE_BYTES ? view.getUint16(24, true) : named;
  const [channels, rate, bits] = [view.getUint16(2, true), view.getUint32(4, true), view.getUint16(14, true)];
  if (tag !== PCM || bits !== 16 || channels < 1 || channels > 2) {
    throw new UnsupportedWavError(`expected 16-bit PCM in 1 or 2 channels, got format ${tag}, ${bits} bits, ${channels} channels`);
  }
  return { channels, rate };
}

/** @param {DataView} view @param {number} at @returns {string} four characters */
function text(view, at) {
  return String.fromCharCode(...[0, 1, 2, 3].map(i => view.getUint8(at + i)));
}

/** @param {Uint8Array} a @param {Uint8Array} b @returns {Uint8Array<ArrayBuffer>} */
function joined(a, b) {
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}
