// @ts-check
import { createDecoder } from '/js/loading/decoder.js';
import { equal, near, ok, test, thrownBy } from './harness.js';

const RATE = 48_000;
const context = () => new OfflineAudioContext(2, RATE, RATE);

/** A mono WAV of 16 or 32 (float) bits that counts up. @param {number} frames @param {number} [rate] @param {number} [bits] */
function wav(frames, rate = RATE, bits = 16) {
  const bytes = frames * bits / 8;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  [...'RIFF'].forEach((each, i) => view.setUint8(i, each.charCodeAt(0)));
  [...'WAVEfmt '].forEach((each, i) => view.setUint8(8 + i, each.charCodeAt(0)));
  [...'data'].forEach((each, i) => view.setUint8(36 + i, each.charCodeAt(0)));
  view.setUint32(4, 36 + bytes, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, bits === 32 ? 3 : 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * bits / 8, true);
  view.setUint16(32, bits / 8, true);
  view.setUint16(34, bits, true);
  view.setUint32(40, bytes, true);
  for (let i = 0; i < frames; i++) {
    if (bits === 16) {
      view.setInt16(44 + 2 * i, i % 30_000, true);
    } else {
      view.setFloat32(44 + 4 * i, (i % 30_000) / 32_768, true);
    }
  }
  return new Uint8Array(view.buffer);
}

test('music can be had before all of it has arrived', async () => {
  const file = wav(2.5 * RATE);
  const decoder = createDecoder(context(), file.byteLength);
  decoder.take(file.subarray(0, 44 + 2.5 * RATE));
  const buffer = decoder.buffer();
  equal([buffer?.ready, buffer?.duration, buffer?.whole], [1, 2.5, false]);
  decoder.take(file.subarray(44 + 2.5 * RATE));
  ok(await decoder.finish() === buffer && buffer?.whole, 'it is whole');
});

test('a download that is tried again begins again and adds only what is missing', async () => {
  const file = wav(2.5 * RATE);
  const first = createDecoder(context(), file.byteLength);
  first.take(file.subarray(0, 44 + 2.5 * RATE));
  const partial = first.buffer();
  const again = createDecoder(context(), file.byteLength, partial);
  again.take(file);
  const buffer = await again.finish();
  equal([buffer === partial, buffer.pieces.map(each => each.from), buffer.frames], [true, [0, RATE, 2 * RATE], 2.5 * RATE]);
});

test('what the page cannot read itself the browser decodes whole', async () => {
  for (const file of [wav(RATE, RATE, 32), wav(RATE / 2, RATE / 2)]) {
    const decoder = createDecoder(context(), file.byteLength);
    decoder.take(file.subarray(0, 1_000));
    decoder.take(file.subarray(1_000));
    const buffer = await decoder.finish();
    near(buffer.duration, 1, 1e-3);
    equal([buffer.whole, buffer.rate, decoder.buffer()], [true, RATE, null]);
  }
});

test('half a WAV, and what is none, is no music', async () => {
  const file = wav(RATE);
  const half = createDecoder(context(), file.byteLength);
  half.take(file.subarray(0, RATE));
  equal((await thrownBy(half.finish)).code, 'cannot-decode');
  const none = createDecoder(context(), 100);
  none.take(new Uint8Array(100));
  equal((await thrownBy(none.finish)).code, 'cannot-decode');
});
