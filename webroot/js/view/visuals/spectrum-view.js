// @ts-check
/** Draws the live spectrum of the sound as a curve, low pitches on the left, high ones on the right. */
import { surfaceOf } from './canvas.js';
import { bandsOf, eased } from './spectrum.js';

const BANDS = 36;

/** @param {HTMLCanvasElement} canvas @param {() => AnalyserNode | null} analyser */
export function createSpectrumView(canvas, analyser) {
  /** @type {number[]} */
  let shown = new Array(BANDS).fill(0);
  const surface = surfaceOf(canvas, () => paint(surface(), shown));

  /** Draws the next picture. */
  function draw() {
    const node = analyser();
    if (node) {
      const strengths = new Uint8Array(node.frequencyBinCount);
      node.getByteFrequencyData(strengths);
      shown = eased(shown, bandsOf(strengths, node.context.sampleRate / node.fftSize, BANDS));
    }
    paint(surface(), shown);
  }

  return {
    draw,
    /** Nothing sounds any more: the curve is flat. */
    clear() {
      shown.fill(0);
      paint(surface(), shown);
    },
  };
}

/** @param {import('./canvas.js').Surface} surface @param {number[]} bands 0…1 */
function paint({ context, width, height, colours }, bands) {
  const step = width / (bands.length - 1);
  const y = (/** @type {number} */ i) => height - 1 - bands[i] * (height - 6);
  context.clearRect(0, 0, width, height);
  context.beginPath();
  context.moveTo(0, y(0));
  for (let i = 1; i < bands.length; i++) {
    const middle = (i - 0.5) * step;
    context.quadraticCurveTo((i - 1) * step, y(i - 1), middle, (y(i - 1) + y(i)) / 2);
  }
  context.lineTo(width, y(bands.length - 1));
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.8;
  context.stroke();
  context.lineTo(width, height);
  context.lineTo(0, height);
  context.fillStyle = colours.accent;
  context.globalAlpha = 0.14;
  context.fill();
  context.globalAlpha = 1;
}
