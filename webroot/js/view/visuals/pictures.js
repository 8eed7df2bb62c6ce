// @ts-check
/**
 * The moving pictures, the tape and the glow, and the words under them.
 *
 * @typedef {import('../../session/model.js').Model} Model
 * @typedef {import('./waveform-layout.js').Plan} Plan
 */
import { createAnimation } from './animation.js';
import { surfaceOf } from './canvas.js';
import { element, setText } from '../dom.js';
import { comingOf, seamWords } from '../facts.js';
import { createGlow } from './spectrum-view.js';
import { clockTime, strings } from '../../i18n/strings.js';
import { createTape, nextSeam, seams } from './waveform-layout.js';
import { drawTape } from './waveform-view.js';

/** A still picture is drawn anew so often, for those who want no motion. */
const STILL_MILLISECONDS = 1_000;

/**
 * @param {object} wiring
 * @param {() => Plan | null} wiring.plan
 * @param {() => Model} wiring.model
 * @param {() => number} wiring.fadeSeconds
 * @param {ReturnType<typeof import('../../loading/segment-cache.js').createShelf>} wiring.shelf
 * @param {() => AnalyserNode | null} wiring.analyser
 */
export function createPictures({ plan, model, fadeSeconds, shelf, analyser }) {
  const tape = createTape();
  const surface = surfaceOf(/** @type {HTMLCanvasElement} */ (element('tape')), draw);
  const glow = createGlow(/** @type {HTMLCanvasElement} */ (element('glow')), analyser);
  const animation = createAnimation(() => {
    draw();
    glow.draw();
  });
  let drawnAt = 0;
  let moved = false;
  let filled = false;     // the tape shows music

  function draw() {
    const current = plan();
    tape.follow(current);
    drawnAt = performance.now();
    filled = current !== null;
    drawTape(surface(), {
      now: current?.now ?? 0, slots: tape.slots(), fadeSeconds: fadeSeconds(), overlapSeconds: overlapSeconds(),
      comingSeconds: comingSeconds(), levels: index => shelf.get(index)?.levels.values ?? null, seamWords: wordsOfSeam,
    });
  }

  const overlapSeconds = () => model().snapshot?.timing.overlap_seconds ?? 0;

  /** @returns {number} how much of the segment that is not here yet has been made, shown as music it will add */
  function comingSeconds() {
    const { snapshot, progress } = model();
    const coming = comingOf(model());
    const stride = snapshot ? snapshot.timing.segment_seconds - snapshot.timing.overlap_seconds : 0;
    return progress && coming < 1 ? coming * stride : 0;
  }

  /** @param {number} index @returns {string} */
  function wordsOfSeam(index) {
    const seam = model().known.find(segment => segment.index === index)?.seam ?? null;
    return seam ? strings.seamLabel(seamWords(seam)) : '';
  }

  /** The pictures and their words as of now: called on every change. */
  function show() {
    const { playback, resting, progress } = model();
    const current = plan();
    tape.follow(current);
    setText('tape-words', wordsOf(current));
    const moves = playback !== 'idle' && resting === null && progress?.heard != null;
    animation.run(moves);
    if (!moves && (moved || (filled && current === null))) {
      glow.rest();
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
      return strings.tapeEmpty;
    }
    if (bridging) {
      return [strings.tapePlaying(heard.index, clockTime(heard.position)), strings.tapeBridging].join(' · ');
    }
    const seam = nextSeam(seams(tape.slots(), fadeSeconds()), current.now);
    return [
      strings.tapePlaying(heard.index, clockTime(heard.position)),
      seam && (seam.at > current.now ? strings.tapeSeam(seam.index, clockTime(seam.at - current.now)) : strings.tapeSeamNow(seam.index)),
      strings.tapeShared(strings.seconds(overlapSeconds().toFixed(0))),
    ].filter(Boolean).join(' · ');
  }

  return {
    show,
    /** A new piece of music begins: what was on the tape is gone. */
    clear: () => tape.follow(null),
  };
}
