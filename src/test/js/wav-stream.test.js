// @ts-check
import { createWavStream } from '/js/audio/wav-stream.js';
import { equal, near, ok, test, thrownBy } from './harness.js';

const RATE = 1_000;

/** @param {string} name @param {number[]} bytes */
const chunk = (name, bytes) => [...letters(name), ...little(bytes.length, 4), ...bytes, ...(bytes.length % 2 ? [0] : [])];
const letters = (/** @type {string} */ text) => [...text].map(each => each.charCodeAt(0));
/** @param {number} value @param {number} bytes */
const little = (value, bytes) => Array.from({ length: bytes }, (_, i) => (value >>> 8 * i) & 255);
/** @param {number} tag @param {number} bits */
const format = (tag, bits, channels = 2) => [...little(tag, 2), ...little(channels, 2), ...little(RATE, 4),
  ...little(RATE * channels * bits / 8, 4), ...little(channels * bits / 8, 2), ...little(bits, 2)];
const extensible = [...format(0xfffe, 16), ...little(22, 2), ...little(16, 2), ...little(3, 4), ...little(1, 2), ...Array(14).fill(0)];
const samples = Array.from({ length: 2 * 2_500 }, (_, i) => (i * 7_919) % 65_536 - 32_768);
const data = chunk('data', samples.flatMap(each => little(each, 2)));
/** @param {...number[]} chunks */
const wav = (...chunks) => Uint8Array.from([...letters('RIFF'), ...little(0, 4), ...letters('WAVE'), ...chunks.flat()]);

/** Reads a file that arrives in pieces of this size. @param {Uint8Array} file @param {number} size @param {number} [pieceSeconds] */
function read(file, size, pieceSeconds = 1) {
  /** @type {{ format: any, pieces: { from: number, channels: Float32Array[] }[] }} */
  const result = { format: null, pieces: [] };
  const stream = createWavStream({ size: file.byteLength, pieceSeconds,
    newPiece: (channels, frames) => Array.from({ length: channels }, () => new Float32Array(frames)), onFormat: found => { result.format = found; },
    onPiece: (from, channels) => { result.pieces.push({ from, channels }); } });
  for (let at = 0; at < file.byteLength; at += size) {
    stream.take(file.subarray(at, at + size));
  }
  return result;
}

/** @param {ReturnType<typeof read>} result @param {number[][]} [cuts] first frame and length of every piece */
function holdsTheMusic({ format: found, pieces }, cuts = [[0, 1_000], [1_000, 1_000], [2_000, 500]]) {
  equal(found, { channels: 2, rate: RATE, frames: 2_500 });
  equal(pieces.map(each => [each.from, each.channels[0].length]), cuts);
  const all = pieces.flatMap(each => [...each.channels[0]].flatMap((left, i) => [left, each.channels[1][i]]));
  all.forEach((sample, i) => near(sample, samples[i] / 32_768));
}

test('a WAV is the same music however it arrives, cut anywhere', () => {
  const file = wav(chunk('fmt ', format(1, 16)), data);
  [1, 3, 7, 1_001, 1 << 20].forEach(size => holdsTheMusic(read(file, size)));
});

test('pieces are as long as they are asked for, the last one is what is left, and an odd address in memory is as good as an even one', () => {
  const file = wav(chunk('fmt ', format(1, 16)), data);
  holdsTheMusic(read(file, 1_001, 2), [[0, 2_000], [2_000, 500]]);
  holdsTheMusic(read(file, 1 << 20, 10), [[0, 2_500]]);
  const odd = new Uint8Array(file.length + 1);
  odd.set(file, 1);
  holdsTheMusic(read(odd.subarray(1), 1_000));
});

test('other chunks, odd lengths, and the extensible format are read over', () => {
  holdsTheMusic(read(wav(chunk('LIST', [1, 2, 3]), chunk('fmt ', extensible), chunk('fact', [0, 0, 0, 0]), data,
    chunk('id3 ', [9, 9, 9])), 11));
});

test('a data chunk of unknown length reaches to the end of the file', () => {
  for (const length of [0, 0xffff_ffff]) {
    const open = [...letters('data'), ...little(length, 4), ...data.slice(8)];
    holdsTheMusic(read(wav(chunk('fmt ', format(1, 16)), open), 100));
  }
});

test('what is not 16-bit PCM in one or two channels is refused by name', async () => {
  for (const other of [format(1, 24), format(3, 32), format(1, 16, 6)]) {
    const error = await thrownBy(async () => read(wav(chunk('fmt ', other), data), 64));
    equal(error.name, 'UnsupportedWavError');
    ok(error.message.startsWith('expected 16-bit PCM'), error.message);
  }
  equal((await thrownBy(async () => read(Uint8Array.from(letters('fLaC\0\0\0\0\0\0\0\0')), 64))).name, 'UnsupportedWavError');
  equal((await thrownBy(async () => read(wav(data), 64))).message, 'expected a fmt chunk before the data');
});
