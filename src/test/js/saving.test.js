// @ts-check
import { createRecordingBuffer } from '/js/audio/recording-buffer.js';
import { levelBetween, RmsEnvelope } from '/js/audio/rms-envelope.js';
import { fileName } from '/js/view/panels/saving.js';
import { createSegmentCache } from '/js/loading/segment-cache.js';
import { toPcm16, wavHeader, wavOf } from '/js/audio/wav.js';
import { equal, near, ok, test } from './harness.js';
import { segmentOf } from './samples.js';

const RATE = 48_000;
const noPause = () => Promise.resolve();

/** @param {number} frames @param {(frame: number, channel: number) => number} signal */
function bufferOf(frames, signal) {
  const buffer = new AudioBuffer({ length: frames, numberOfChannels: 2, sampleRate: RATE });
  for (let channel = 0; channel < 2; channel++) {
    buffer.getChannelData(channel).forEach((_, i, samples) => { samples[i] = signal(i, channel); });
  }
  return buffer;
}

test('16-bit samples survive the way through floating point and back', () => {
  const samples = Float32Array.from([-32_768, -1, 0, 1, 32_767].map(value => value / 32_768));
  equal([...toPcm16([samples, samples])], [-32_768, -32_768, -1, -1, 0, 0, 1, 1, 32_767, 32_767]);
});

test('what is too loud is clipped, not turned over', () => {
  equal([...toPcm16([Float32Array.from([1.5, -1.5])])], [32_767, -32_768]);
});

test('a WAV file can be decoded and is what it was made of', async () => {
  const signal = (/** @type {number} */ i, /** @type {number} */ channel) => Math.sin(i * 0.01 + channel) * 0.5;
  const blob = new Blob(await wavOf([bufferOf(RATE, signal), bufferOf(RATE / 2, i => signal(i + RATE, 0))], noPause));
  equal(blob.size, 44 + 1.5 * RATE * 4);
  const decoded = await new OfflineAudioContext(2, 1, RATE).decodeAudioData(await blob.arrayBuffer());
  equal([decoded.length, decoded.numberOfChannels, decoded.sampleRate], [1.5 * RATE, 2, RATE]);
  for (const frame of [0, 1_234, RATE + 77]) {
    near(decoded.getChannelData(0)[frame], signal(frame, 0), 1 / 32_768);
  }
});

test('music whose arrays the browser takes away while it plays is drawn and saved all the same', async () => {
  const music = bufferOf(2 * RATE, () => 0.5);
  /** @type {Float32Array[]} */
  const given = [];
  music.getChannelData = channel => {
    const samples = new Float32Array(music.length);
    music.copyFromChannel(samples, channel);
    given.push(samples);
    return samples;
  };
  const takeAway = async () => given.forEach(({ buffer }) => buffer.byteLength > 0 && structuredClone(buffer, { transfer: [buffer] }));
  const envelope = new RmsEnvelope(2);
  await envelope.add(0, music, takeAway);
  near(levelBetween(envelope.values, 0.1, 1.9), 0.5, 1e-3);
  const decoded = await new OfflineAudioContext(2, 1, RATE).decodeAudioData(await new Blob(await wavOf([music], takeAway)).arrayBuffer());
  near(decoded.getChannelData(0)[1.5 * RATE], 0.5, 1e-4);
});

test('the header names the length', () => {
  const view = new DataView(wavHeader(10, 2, RATE).buffer);
  equal([view.getUint32(4, true), view.getUint32(24, true), view.getUint32(40, true)], [36 + 40, RATE, 40]);
});

test('the recording holds the last seconds and never more', () => {
  const recording = createRecordingBuffer({ rate: 100, channels: 2, maxSeconds: 3 });
  for (let piece = 1; piece <= 20; piece++) {
    recording.push(new Int16Array(100).fill(piece));      // half a second each
    ok(recording.seconds() <= 3, `${recording.seconds()} s`);
  }
  const [, ...pieces] = /** @type {Int16Array[]} */ (/** @type {unknown} */ (recording.wav()));
  equal(pieces.map(piece => piece[0]), [15, 16, 17, 18, 19, 20]);
});

test('silence before the first sound is not recorded, silence within the music is', () => {
  const recording = createRecordingBuffer({ rate: 100, channels: 2, maxSeconds: 10 });
  recording.push(new Int16Array(200));
  equal(recording.seconds(), 0);
  recording.push(new Int16Array(200).fill(1));
  recording.push(new Int16Array(200));
  equal(recording.seconds(), 2);
});

test('levels are the same however the music arrives', async () => {
  const music = bufferOf(RATE, i => (i < RATE / 2 ? 0.5 : 0.1));
  const whole = new RmsEnvelope(1);
  await whole.add(0, music, noPause);
  const pieces = new RmsEnvelope(1);
  for (let from = 0; from < RATE; from += 7_001) {
    const length = Math.min(7_001, RATE - from);
    await pieces.add(from, bufferOf(length, (i, channel) => music.getChannelData(channel)[from + i]), noPause);
  }
  whole.values.forEach((level, i) => near(pieces.values[i], level, 1e-6));
  near(levelBetween(whole.values, 0.1, 0.3), 0.5, 1e-3);
  near(levelBetween(whole.values, 0.6, 0.9), 0.1, 1e-3);
  equal(levelBetween(whole.values, -1, -0.5), 0);
});

/** @requirement B10 */
test('the cache holds the music of two segments and the waveforms of four', async () => {
  const cache = createSegmentCache();
  for (let index = 0; index < 6; index++) {
    await cache.put(segmentOf(index, { seconds: 0.1 }), 0, bufferOf(2_400, () => 0.2));
    await cache.put(segmentOf(index, { seconds: 0.1 }), 2_400, bufferOf(2_400, () => 0.2));
  }
  equal([0, 1, 2, 3, 4, 5].map(index => cache.get(index)?.music?.length ?? null), [null, null, null, null, 2, 2]);
  equal([0, 1, 2, 3, 4, 5].map(index => cache.get(index) !== null), [false, false, true, true, true, true]);
});

test('the cache hands out a segment\'s music once all of it is there, and what was handed out stays as it is', async () => {
  const cache = createSegmentCache();
  const segment = segmentOf(0, { seconds: 0.1 });
  equal(cache.whole(0), null);
  await cache.put(segment, 0, bufferOf(2_400, () => 0.2));
  equal(cache.whole(0), null);
  await cache.put(segment, 2_400, bufferOf(2_400, () => 0.2));
  const music = /** @type {AudioBuffer[]} */ (cache.whole(0));
  await cache.put(segment, 4_800, bufferOf(100, () => 0.2));
  equal(music.length, 2);
});

test('a download that begins again replaces what was there', async () => {
  const cache = createSegmentCache();
  await cache.put(segmentOf(0, { seconds: 1 }), 0, bufferOf(100, () => 0.2));
  await cache.put(segmentOf(0, { seconds: 1 }), 500, bufferOf(100, () => 0.2));
  equal(cache.get(0)?.frames, 100);
  await cache.put(segmentOf(0, { seconds: 1 }), 0, bufferOf(300, () => 0.2));
  equal([cache.get(0)?.frames, cache.get(0)?.music?.length], [300, 1]);
});

test('a file is named after what it holds and when', () =>
  equal(fileName('part-8', new Date(2026, 10, 22, 8, 5)), 'worksound-part-8-20261122-0805.wav'));
