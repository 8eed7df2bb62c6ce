// @ts-check
/**
 * What is being made, in words. Pure.
 *
 * @typedef {import('../../server/types.js').Generation} Generation
 */
import { explanationWords, inSentences, strings } from '../../i18n/strings.js';

/**
 * @param {Generation} generation
 * @param {boolean} builtin  whether the built-in engine makes it, which loads nothing
 * @param {boolean} isTake   whether the part is there, and is made once more to go on more smoothly
 * @returns {string}
 */
export function generationStatus(generation, builtin, isTake = false) {
  const { segment_index: index, phase, queue_position: place } = generation;
  if (place !== null) {
    return strings.queuedSegment(index, String(place));
  }
  if (phase.code === 'retrying' && phase.explanation) {
    return strings.retryingSegment(index, explanationWords(phase.explanation));
  }
  if (phase.code === 'examining') {
    return strings.examiningSegment(index);
  }
  if (!builtin && phase.code === 'asking') {
    return strings.askingEngine;
  }
  if (!builtin && phase.code === 'loading') {
    const missing = phase.explanation ? explanationWords(phase.explanation) : '';
    return inSentences([strings.loadingModels(phase.models.join(' · ')), missing]);
  }
  return isTake ? strings.makingTake(index, percent(generation.progress)) : progressWords(generation);
}

/** @param {Generation} generation @returns {string} how far it is */
function progressWords({ segment_index: index, progress, eta_seconds: eta, attempt }) {
  const left = eta === null ? '' : strings.about(strings.seconds(eta.toFixed(0)));
  return strings.generatingSegment(index, percent(progress)) + left + (attempt > 1 ? strings.attempt(attempt) : '');
}

/** @param {number} progress 0…1 @returns {string} */
const percent = progress => strings.percent(Math.round(progress * 100));
