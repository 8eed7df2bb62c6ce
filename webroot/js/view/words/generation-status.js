// @ts-check
/**
 * What is being made, in words. Pure.
 *
 * @typedef {import('../../server/types.js').Generation} Generation
 */
import { explanationWords, inSentences, strings } from '../../i18n/strings.js';

/** @param {Generation} generation @param {boolean} builtin  whether the built-in engine makes it, which loads nothing @returns {string} */
export function generationStatus(generation, builtin) {
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
  return progressWords(generation);
}

/** @param {Generation} generation @returns {string} how far it is */
function progressWords({ segment_index: index, progress, eta_seconds: eta, attempt }) {
  const left = eta === null ? '' : strings.about(strings.seconds(eta.toFixed(0)));
  return strings.generatingSegment(index, strings.percent(Math.round(progress * 100))) + left + (attempt > 1 ? strings.attempt(attempt) : '');
}
