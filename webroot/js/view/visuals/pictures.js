// @ts-check
/**
 * The moving pictures, waveform and spectrum, and the caption under them.
 *
 * @typedef {import('../../session/model.js').Model} Model
 * @typedef {import('./waveform-layout.js').Plan} Plan
 */
import { createAnimation } from './animation.js';
import { surfaceOf } from './canvas.js';
import { element, setText } from '../dom.js';
import { comingOf, seamWords } from '../facts.js';
import { createSpectrumView } from './spectrum-view.js';
import { clockTime, strings } from '../../i18n/strings.js';
import { strideSeconds } from '../../server/timing.js';
import { createWaveformLayout, nextSeam, seams } from './waveform-layout.js';
import { drawWaveform } from './waveform-view.js';

/** A still picture is drawn again so often, for those who want no motion. */
const STILL_MILLISECONDS = 1_000;

/**
 * @param {object} wiring
 * @param {() => Plan | null} wiring.plan
 * @param {() => Model} wiring.model
 * @param {() => number} wiring.fadeSeconds
 * @param {ReturnType<typeof import('../../loading/segment-cache.js').createSegmentCache>} wiring.segmentCache
 * @param {() => AnalyserNode | null} wiring.analyser
 * @param {() => boolean} wiring.showsSeams  where segments begin, what they share and how well they join is drawn, too
 */
export function createPictures({ plan, model, fadeSeconds, segmentCache, analyser, showsSeams }) {
  const layout = createWaveformLayout();
  const surface = surfaceOf(/** @type {HTMLCanvasElement} */ (element('waveform')), draw);
  const spectrum = createSpectrumView(/** @type {HTMLCanvasElement} */ (element('spectrum')), analyser);
  const animation = createAnimation(() => {
    draw();
    spectrum.draw();
  });
  let drawnAt = 0;
  let moved = false;
  let filled = false;     // the waveform shows music

  function draw() {
    const current = plan();
    layout.update(current);
    drawnAt = performance.now();
    filled = current !== null;
    drawWaveform(surface(), {
      now: current?.now ?? 0, slots: layout.slots(), fadeSeconds: fadeSeconds(), overlapSeconds: overlapSeconds(),
      comingSeconds: comingSeconds(), levels: index => segmentCache.get(index)?.envelope.values ?? null, seamWords: wordsOfSeam,
      showsSeams: showsSeams(),
    });
  }

  const overlapSeconds = () => model().snapshot?.timing.overlap_seconds ?? 0;

  /** @returns {number} how much of the segment that is not here yet has been made, shown as music it will add */
  function comingSeconds() {
    const { snapshot, progress } = model();
    const coming = comingOf(model());
    return snapshot && progress && coming < 1 ? coming * strideSeconds(snapshot.timing) : 0;
  }

  /** @param {number} index @returns {string} */
  function wordsOfSeam(index) {
    const seam = model().known.find(segment => segment.index === index)?.seam ?? null;
    return seam ? strings.seamLabel(seamWords(seam)) : '';
  }

  /** The pictures and their words as of now: called on every change. */
  function show() {
    const { playback, pausedBy, progress } = model();
    const current = plan();
    layout.update(current);
    setText('waveform-caption', wordsOf(current));
    const moves = playback !== 'idle' && pausedBy === null && progress?.heard != null;
    animation.run(moves);
    if (!moves && (moved || (filled && current === null))) {
      spectrum.clear();
      draw();
    } else if (!animation.moving() && !document.hidden && performance.now() - drawnAt >= STILL_MILLISECONDS) {
      draw();
    }
    moved = moves;
  }

  /** @param {Plan | null} current @returns {string} */
  function wordsOf(current) {
    const { heard, bridging } = model().progress ?? {};
    if (!current || !heard) {
      return strings.waveformEmpty;
    }
    if (bridging) {
      return [strings.waveformPlaying(heard.index, clockTime(heard.position)), strings.waveformBridging].join(' · ');
    }
    const seam = nextSeam(seams(layout.slots(), fadeSeconds()), current.now);
    return [
      strings.waveformPlaying(heard.index, clockTime(heard.position)),
      seam && (seam.at > current.now ? strings.waveformSeam(seam.index, clockTime(seam.at - current.now)) : strings.waveformSeamNow(seam.index)),
      strings.waveformShared(strings.seconds(overlapSeconds().toFixed(0))),
    ].filter(Boolean).join(' · ');
  }

  return {
    show, draw,
    /** A new piece of music begins: what was on the waveform is gone. */
    clear: () => layout.update(null),
  };
}
