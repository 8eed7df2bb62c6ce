// @ts-check
/**
 * Draws the waveform: it runs to the left under a playhead that stands still, so nothing ever jumps.
 *
 * @typedef {import('./canvas.js').Surface} Surface
 * @typedef {import('./waveform-layout.js').Seam} Seam
 * @typedef {import('./waveform-layout.js').AudiblePart} AudiblePart
 *
 * @typedef {object} WaveformScene
 * @property {number} now                    audio clock, seconds
 * @property {import('../../audio/timeline.js').Slot[]} slots
 * @property {number} fadeSeconds
 * @property {number} overlapSeconds
 * @property {number} comingSeconds          how much of the segment that is not here yet has been made
 * @property {(index: number) => Float32Array | null} levels
 * @property {boolean} showsSeams            for who wants to know; music to work to is one
 * @property {(index: number) => string} seamWords   measured error of the seam into a segment, empty if unknown
 */
import { levelBetween } from '../../audio/rms-envelope.js';
import { partNumber } from '../../i18n/part-number.js';
import { audibleParts, seams, shared } from './waveform-layout.js';

/** Where the playhead stands, as a part of the width. */
const PLAYHEAD = 0.3;

/** So many pixels are one second, within what fits a phone and a wide screen. */
const PIXELS_PER_SECOND = 9;
const MIN_SPAN_SECONDS = 40;
const MAX_SPAN_SECONDS = 100;

const BAR = 3;
const BAR_STEP = 5;
const LABEL_HEIGHT = 18;

/** Music is levelled to about −20 dB root mean square: this brings it to two thirds of the height. */
const SCALE = 5.5;

/** @param {Surface} surface @param {WaveformScene} scene */
export function drawWaveform(surface, scene) {
  const { context, width, height } = surface;
  const span = Math.min(MAX_SPAN_SECONDS, Math.max(MIN_SPAN_SECONDS, width / PIXELS_PER_SECOND));
  const perSecond = width / span;
  const playhead = Math.round(width * PLAYHEAD);
  const frame = {
    ...surface, scene, perSecond, playhead, middle: LABEL_HEIGHT + (height - 2 * LABEL_HEIGHT) / 2,
    reach: (height - 2 * LABEL_HEIGHT) / 2, x: (/** @type {number} */ time) => playhead + (time - scene.now) * perSecond,
  };
  context.clearRect(0, 0, width, height);
  drawBaseline(frame);
  if (scene.showsSeams) {
    shared(scene.slots, scene.overlapSeconds).forEach(each => drawShared(frame, each));
  }
  audibleParts(scene.slots).forEach(each => drawAudiblePart(frame, each));
  if (scene.showsSeams) {
    seams(scene.slots, scene.fadeSeconds).forEach(each => drawSeam(frame, each));
    drawLabels(frame);
  }
  if (scene.slots.length > 0) {
    drawPlayhead(frame);
  }
}

/** @typedef {Surface & { scene: WaveformScene, perSecond: number, playhead: number, middle: number, reach: number, x: (time: number) => number }} Frame */

/** A dotted line where nothing is yet; solid as far as the coming segment has been made. @param {Frame} frame */
function drawBaseline({ context, width, colours, middle, scene, x }) {
  context.fillStyle = colours.line;
  for (let at = BAR_STEP / 2; at < width; at += 2 * BAR_STEP) {
    context.fillRect(at, middle - 1, 2, 2);
  }
  const end = scene.slots.at(-1)?.endsAt ?? scene.now;
  if (scene.comingSeconds > 0) {
    context.fillStyle = colours.accent;
    context.globalAlpha = 0.55;
    context.fillRect(x(end), middle - 1.5, x(end + scene.comingSeconds) - x(end), 3);
    context.globalAlpha = 1;
  }
}

/** @param {Frame} frame @param {import('./waveform-layout.js').Shared} part */
function drawShared({ context, colours, x, height }, { from, to }) {
  context.fillStyle = colours.tint;
  context.beginPath();
  context.roundRect(x(from), LABEL_HEIGHT - 4, x(to) - x(from), height - 2 * LABEL_HEIGHT + 8, 6);
  context.fill();
}

/** @param {Frame} frame @param {AudiblePart} part */
function drawAudiblePart({ context, width, colours, perSecond, playhead, middle, reach, scene, x }, { index, zeroAt, from, to }) {
  const levels = scene.levels(index);
  const step = BAR_STEP / perSecond;
  const sounding = from <= scene.now;
  const first = Math.max(Math.ceil(from / step - 0.5), Math.floor((scene.now - playhead / perSecond) / step));
  context.fillStyle = colours.accent;
  for (let bar = first; (bar + 0.5) * step < to && x(bar * step) < width; bar++) {
    const time = bar * step;
    const level = levels ? levelBetween(levels, time - zeroAt, time + step - zeroAt) : 0;
    const half = Math.max(1.5, reach * Math.min(1, (level * SCALE) ** 0.8));
    context.globalAlpha = time <= scene.now ? 1 : sounding ? 0.5 : 0.3;
    context.beginPath();
    context.roundRect(x(time), middle - half, BAR, 2 * half, BAR / 2);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** The two gains of the crossfade as a cross; dashed while the segment it leads to is not here. @param {Frame} frame @param {Seam} seam */
function drawSeam({ context, height, colours, x }, { at, until, known }) {
  const [top, bottom] = [LABEL_HEIGHT - 4, height - LABEL_HEIGHT + 4];
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.25;
  context.globalAlpha = known ? 0.75 : 0.45;
  context.setLineDash(known ? [] : [3, 3]);
  context.beginPath();
  context.moveTo(x(at), bottom);
  context.lineTo(x(until), top);
  context.moveTo(x(at), top);
  context.lineTo(x(until), bottom);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Numbers of the parts above, errors of the seams that are over below; a repetition is neither. @param {Frame} frame */
function drawLabels({ context, colours, height, playhead, scene, x, font }) {
  context.font = font;
  context.fillStyle = colours.soft;
  context.textBaseline = 'alphabetic';
  let free = -Infinity;
  for (const [i, slot] of scene.slots.entries()) {
    const left = x(slot.enterAt);
    if (i > 0 && slot.index === scene.slots[i - 1].index) {
      continue;
    }
    context.fillText(String(partNumber(slot.index)), left, 9);
    const words = i > 0 && left < playhead && left > free ? scene.seamWords(slot.index) : '';
    if (words) {
      context.fillText(words, left, height - 2);
      free = left + context.measureText(words).width + BAR_STEP;
    }
  }
}

/** @param {Frame} frame */
function drawPlayhead({ context, colours, height, playhead }) {
  context.fillStyle = colours.ink;
  context.beginPath();
  context.roundRect(playhead - 1.25, LABEL_HEIGHT - 6, 2.5, height - 2 * LABEL_HEIGHT + 12, 1.25);
  context.fill();
}
