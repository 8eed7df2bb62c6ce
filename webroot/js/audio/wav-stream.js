// @ts-check
/**
 * Reads a WAV as it arrives: RIFF chunks up to `data`, then 16-bit PCM, mono or stereo, as pieces of so many seconds. What each arrival
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
 * @param {(from: number, channels: Float32Array[]) => void} wiring.onPiece  a piece is full, whose first frame is `from`
 * @param {number} wiring.pieceSeconds
 * @param {(channels: number, frames: number) => Float32Array[]} wiring.newPiece  what the next piece is written into, frame by frame
 */
export function createWavStream({ size, onFormat, onPiece, pieceSeconds, newPiece }) {
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
    const { channels, rate } = format;
    const frames = Math.floor(Math.min(length || Infinity, size - read) / (2 * channels));
    onFormat({ channels, rate, frames });
    pieces = createPieces({ channels, frames, pieceFrames: Math.round(pieceSeconds * rate), newPiece, onPiece });
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
 * @param {{ channels: number, frames: number, pieceFrames: number, newPiece: (channels: number, frames: number) => Float32Array[],
 *   onPiece: (from: number, channels: Float32Array[]) => void }} wiring `frames` of all pieces together, `pieceFrames` of all but the last
 */
function createPieces({ channels, frames, pieceFrames, newPiece, onPiece }) {
  const frameBytes = 2 * channels;
  let from = 0;
  let filled = 0;
  let rest = new Uint8Array(0);   // the first bytes of a frame that is not whole yet
  /** @type {Float32Array[] | null} */
  let piece = null;

  /** @param {Uint8Array} bytes */
  function take(bytes) {
    const all = rest.byteLength > 0 ? joined(rest, bytes) : bytes;
    const whole = Math.min(Math.floor(all.byteLength / frameBytes), frames - from - filled);
    const pcm = samplesOf(all, whole * channels);
    for (let frame = 0; frame < whole;) {
      frame += fill(pcm, frame, whole - frame);
    }
    rest = all.slice(whole * frameBytes);
  }

  /** @param {Int16Array} pcm @param {number} frame the next one in it @param {number} left @returns {number} how many frames were taken */
  function fill(pcm, frame, left) {
    piece ??= newPiece(channels, Math.min(pieceFrames, frames - from));
    const count = Math.min(left, piece[0].length - filled);
    piece.forEach((samples, channel) => convert(pcm, frame * channels + channel, channels, samples.subarray(filled, filled + count)));
    filled += count;
    if (filled === piece[0].length) {
      onPiece(from, piece);
      from += filled;
      filled = 0;
      piece = null;
    }
    return count;
  }

  return { take };
}

/** @param {Int16Array} pcm @param {number} at the first sample @param {number} step to the next one @param {Float32Array} samples */
function convert(pcm, at, step, samples) {
  for (let i = 0; i < samples.length; i++) {
    samples[i] = pcm[at + i * step] * SCALE;
  }
}

/** Little-endian, as browsers' machines are; from an even byte on. @param {Uint8Array} bytes @param {number} count @returns {Int16Array} */
function samplesOf(bytes, count) {
  const { buffer, byteOffset } = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Int16Array(buffer, byteOffset, count);
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
