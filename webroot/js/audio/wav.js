// @ts-check
/** WAV files of 16-bit PCM. Format: http://soundfile.sapp.org/doc/WaveFormat/ */

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/** @param {number} frames @param {number} channels @returns {number} size of their file */
export const wavBytes = (frames, channels) => HEADER_BYTES + frames * channels * BYTES_PER_SAMPLE;

/**
 * @param {number} frames @param {number} channels @param {number} rate samples per second
 * @returns {Uint8Array<ArrayBuffer>} the header of a file with so many frames
 */
export function wavHeader(frames, channels, rate) {
  const dataBytes = frames * channels * BYTES_PER_SAMPLE;
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (/** @type {number} */ at, /** @type {string} */ word) =>
    [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, wavBytes(frames, channels) - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);                 // bytes of the format that follows
  view.setUint16(20, 1, true);                  // PCM
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * BYTES_PER_SAMPLE, true);
  view.setUint16(32, channels * BYTES_PER_SAMPLE, true);
  view.setUint16(34, 8 * BYTES_PER_SAMPLE, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return new Uint8Array(view.buffer);
}

/**
 * @param {Float32Array[]} channels of one length, −1…1; more is clipped
 * @returns {Int16Array<ArrayBuffer>} interleaved
 */
export function toPcm16(channels) {
  const frames = channels[0].length;
  const pcm = new Int16Array(frames * channels.length);
  let at = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (const samples of channels) {
      pcm[at++] = Math.max(-32_768, Math.min(32_767, Math.round(samples[frame] * 32_768)));
    }
  }
  return pcm;
}

/**
 * Music as a WAV file. It is copied and encoded a second at a time, with pauses, so that nothing else has to wait.
 *
 * @param {readonly AudioBuffer[]} music pieces that follow one another, at least one @param {() => Promise<void>} pause
 * @returns {Promise<BlobPart[]>}
 */
export async function wavOf(music, pause) {
  const [{ numberOfChannels, sampleRate }] = music;
  const frames = music.reduce((sum, piece) => sum + piece.length, 0);
  /** @type {BlobPart[]} */
  const parts = [wavHeader(frames, numberOfChannels, sampleRate)];
  for (const piece of music) {
    for (let from = 0; from < piece.length; from += sampleRate) {
      const channels = Array.from({ length: numberOfChannels }, () => new Float32Array(Math.min(sampleRate, piece.length - from)));
      channels.forEach((samples, channel) => piece.copyFromChannel(samples, channel, from));
      parts.push(toPcm16(channels));
      await pause();
    }
  }
  return parts;
}
