// @ts-check
/**
 * The numbers the page shows. Pure.
 *
 * @typedef {import('../session/model.js').Model} Model
 * @typedef {Record<'segment' | 'applies' | 'buffered' | 'delay' | 'speed' | 'underruns' | 'dropouts' | 'seam' | 'takes', string>} Facts
 */
import { partNumber } from '../i18n/part-number.js';
import { explanationWords, inSentences, strings } from '../i18n/strings.js';

/** @param {Model} model @returns {Facts} */
export function factsOf({ snapshot, progress, segment, change }) {
  const factor = snapshot?.generation?.realtime_factor ?? snapshot?.engine.realtime_factor;
  return {
    segment: progress?.heard ? String(partNumber(progress.heard.index)) : strings.none,
    applies: change?.appliesFrom == null ? strings.none : strings.fromPart(change.appliesFrom),
    buffered: progress?.heard ? strings.seconds(progress.heard.buffered.toFixed(0)) : strings.none,
    delay: progress?.delay != null ? strings.seconds(progress.delay.toFixed(1)) : strings.none,
    speed: factor ? strings.timesRealTime(factor.toFixed(1)) : strings.none,
    underruns: progress ? String(progress.underruns) : strings.none,
    dropouts: progress ? String(progress.dropouts) : strings.none,
    seam: seamWords(segment?.seam ?? null) || strings.none,
    takes: segment?.takes ? takesWords(segment.takes) : strings.none,
  };
}

/** @param {import('../server/types.js').Seam | null} seam @returns {string} how far two segments were apart in what they share */
export const seamWords = seam =>
  seam ? strings.seamError(strings.decibels(signed(seam.residual_db, 0)), signed(seam.lag_samples, 0)) : '';

/** @param {import('../server/types.js').Takes} takes @returns {string} how often a part was made, and which take is heard */
const takesWords = ({ scores, chosen, why }) =>
  inSentences([strings.takes(scores.map(score => score.toFixed(1)).join(' · '), chosen), explanationWords(why)]);

/** @param {Model} model @returns {number} how far the next segment has come: 0…½ generated, ½…1 downloaded */
export function comingOf({ snapshot, progress }) {
  if (!snapshot || !progress) {
    return 0;
  }
  const { fetching, newest, heard } = progress;
  const index = (heard?.index ?? -1) + 1;
  if (newest !== null && newest >= index) {
    return 1;
  }
  if (fetching?.index === index) {
    return 0.5 + fetching.progress / 2;
  }
  if (snapshot.segments.some(segment => segment.index === index)) {
    return 0.5;
  }
  return snapshot.generation?.segment_index === index ? snapshot.generation.progress / 2 : 0;
}

/** @param {number} value @param {number} digits @returns {string} with a minus sign that is as wide as a digit */
const signed = (value, digits) => value.toFixed(digits).replace('-', '\u2212');
