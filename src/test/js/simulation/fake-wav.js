// @ts-check
/** The WAV of a segment that tells in every second which take it is and which second this is. */
import { RATE } from './fake-audio.js';

export const SECONDS = 60;
export const OVERLAP = 15;
const HEADER_BYTES = 44;
const FRAME_BYTES = 2;
export const BYTES = HEADER_BYTES + SECONDS * RATE * FRAME_BYTES;

/** @param {number} id @returns {Uint8Array} 16 bits, mono */
export function wavOf(id) {
  const view = new DataView(new ArrayBuffer(BYTES));
  const text = (/** @type {number} */ at, /** @type {string} */ words) => [...words].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, BYTES - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * FRAME_BYTES, true);
  view.setUint16(32, FRAME_BYTES, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, BYTES - HEADER_BYTES, true);
  for (let second = 0; second < SECONDS; second++) {
    const at = HEADER_BYTES + second * RATE * FRAME_BYTES;
    view.setInt16(at, id, true);
    view.setInt16(at + FRAME_BYTES, second, true);
  }
  return new Uint8Array(view.buffer);
}
