// @ts-check
/**
 * What is being made, in words. Pure. The server's stage is its own words or ACE-Step's; the ones that tell a person something are
 * shown in the language in use.
 *
 * @typedef {import('../server/types.js').Generation} Generation
 */
import { strings } from '../i18n/strings.js';

/** The server's own stages that are no generating yet, by how they begin. */
const LOADING = 'loading models ';
const RETRYING = 'waiting to try again: ';
const ASKING = 'asking ACE-Step';
const EXAMINING = 'examining';

/** @param {Generation} generation @param {boolean} builtin  whether the built-in engine makes it, which loads nothing @returns {string} */
export function generationStatus({ segment_index: index, stage, progress, eta_seconds: eta, queue_position: place, attempt }, builtin) {
  if (place !== null) {
    return strings.queuedSegment(index, String(place));
  }
  if (!builtin && stage.startsWith(LOADING)) {
    return strings.loadingModels(stage.slice(LOADING.length).replace(' and ', ' · '));
  }
  if (stage.startsWith(RETRYING)) {
    return strings.retryingSegment(index, stage.slice(RETRYING.length));
  }
  if (!builtin && stage === ASKING) {
    return strings.askingEngine;
  }
  if (stage === EXAMINING) {
    return strings.examiningSegment(index);
  }
  const left = eta === null ? '' : strings.about(strings.seconds(eta.toFixed(0)));
  return strings.generatingSegment(index, strings.percent(Math.round(progress * 100))) + left + (attempt > 1 ? strings.attempt(attempt) : '');
}
