// @ts-check
/**
 * What is going on inside: one line for the first screen, one for the details. Pure.
 *
 * @typedef {import('../session/model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 */
import { generationStatus } from './words/generation-status.js';
import { playsElsewhere } from '../session/ownership.js';
import { playerWords } from './words/player-words.js';
import { strings } from '../i18n/strings.js';

/** @param {Snapshot | null} snapshot @returns {Snapshot['resumable'] | null} the session that waits to be resumed */
export const keptBy = snapshot => snapshot?.session_id === null ? snapshot.resumable : null;

/**
 * Whether another page plays, as far as the server knows. Just after a reload it still speaks of this page before it was left.
 *
 * @param {Pick<Model, 'snapshot' | 'playerId' | 'notice' | 'reloaded'>} model @returns {boolean}
 */
export function isElsewhere({ snapshot, playerId, notice, reloaded }) {
  return !reloaded && notice !== 'resumeByHand' && playsElsewhere(snapshot, playerId);
}

/** Whether music is heard after the music has failed: what is loaded, and then its last seconds again. @param {Model} model @returns {boolean} */
export const outlastsFailure = ({ playback, progress }) =>
  playback === 'error' && progress?.heard != null && (progress.heard.buffered > 0 || progress.bridging !== null);

/** @param {Model} model @returns {string} empty while all goes well and music plays */
export function detailOf(model) {
  const { playback, reachable, progress, pausedBy } = model;
  if (pausedBy !== null) {
    return pausedBy === 'hand' ? strings.pausedDetail : strings.breakDetail;
  }
  if (playback === 'idle') {
    return idleDetail(model);
  }
  const ahead = progress?.heard?.buffered ?? 0;
  if (progress?.bridging) {
    return strings.bridging;
  }
  if (playback === 'error') {
    return ahead > 0 ? strings.playsOn(seconds(ahead)) : '';
  }
  if (!reachable && ahead > 0) {
    return strings.playsOn(seconds(ahead));
  }
  return playback === 'playing' ? '' : workOf(model);
}

/** @param {Model} model @returns {string} */
function idleDetail(model) {
  const { snapshot } = model;
  const kept = keptBy(snapshot);
  if (kept) {
    return strings.keptDetail(kept.segment_index + 1);
  }
  if (!snapshot?.session_id) {
    return strings.idleDetail;
  }
  if (isElsewhere(model)) {
    const where = playerWords(snapshot.playback);
    return where === null ? strings.idleTaken : strings.idleInPlayer(where);
  }
  return snapshot.paused ? strings.idlePaused : strings.idleRunning;
}

/** @param {Model} model @returns {string} what is being fetched or made */
export function workOf({ playback, snapshot, progress }) {
  const newest = progress?.newest ?? -1;
  if (progress?.fetching) {
    return strings.downloadingSegment(progress.fetching.index, percent(progress.fetching.progress));
  }
  if (snapshot?.generation) {
    const isTake = snapshot.generation.segment_index === snapshot.segment_index && snapshot.prompt.pending === null;
    return generationStatus(snapshot.generation, snapshot.engine.kind === 'builtin', isTake);
  }
  if (snapshot?.paused) {
    return strings.generationPaused;
  }
  const ready = snapshot?.segment_index ?? -1;
  if (ready > newest) {
    return strings.segmentReady(ready);
  }
  if (progress?.heard && newest > progress.heard.index) {
    return strings.nextHeld(newest);
  }
  return playback === 'playing' ? strings.playingDetail : strings.waiting;
}

/** @param {number} value @returns {string} */
const seconds = value => strings.seconds(value.toFixed(0));

/** @param {number} fraction @returns {string} */
const percent = fraction => strings.percent(Math.round(fraction * 100));
