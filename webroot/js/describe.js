// @ts-check
/**
 * What the page shows, as words and numbers, from what it knows. Pure.
 *
 * @typedef {import('./session.js').Model} Model
 * @typedef {import('./types.js').Snapshot} Snapshot
 *
 * @typedef {object} Screen
 * @property {import('./types.js').PlaybackState} state
 * @property {string} headline
 * @property {string} detail
 * @property {string} notice        what went wrong and what to do; empty when all is well
 * @property {'info' | 'error'} noticeKind
 * @property {string} engine
 * @property {string} change        when the new prompt will be heard; empty without one
 * @property {string | null} play   what the Play button says, null when there is nothing to play
 * @property {boolean} canStop
 * @property {boolean} canApply
 * @property {Record<'segment' | 'buffered' | 'delay' | 'speed' | 'underruns', string>} facts
 * @property {Tape} tape
 *
 * @typedef {object} Tape           fractions of the sounding segment's length
 * @property {number} played
 * @property {number} overlap       how much of its end is shared with the next segment
 * @property {number} next          how far the next segment has come: 0…½ generated, ½…1 downloaded
 */
import { clockTime, problemWords, strings } from './strings.js';

/** @param {Model} model @returns {Screen} */
export function describe(model) {
  const { playback, snapshot, progress } = model;
  const failed = playback === 'error';
  const running = playback !== 'idle' && !failed;
  return {
    state: playback,
    headline: strings.headlines[playback],
    detail: detailOf(model),
    ...noticeOf(model),
    engine: snapshot ? engineOf(snapshot) : '',
    change: changeOf(model),
    play: running ? null : playLabel(model),
    canStop: running || (failed && snapshot?.session_id != null),
    canApply: snapshot?.session_id != null && playback !== 'idle',
    facts: {
      segment: String(progress?.heard?.index ?? strings.none),
      buffered: progress?.heard ? seconds(progress.heard.buffered) : strings.none,
      delay: progress?.delay != null ? strings.seconds(progress.delay.toFixed(1)) : strings.none,
      speed: speedOf(snapshot),
      underruns: progress ? String(progress.underruns) : strings.none,
    },
    tape: tapeOf(model),
  };
}

/** @param {Model} model @returns {string} */
function playLabel({ playback, notice }) {
  if (playback === 'error') {
    return strings.again;
  }
  return notice === 'taken' ? strings.takeBack : strings.play;
}

/** @param {Model} model @returns {string} one line on what is going on inside */
function detailOf({ playback, snapshot, progress }) {
  if (playback === 'idle') {
    return snapshot?.session_id ? strings.idleRunning : strings.idleDetail;
  }
  const ahead = progress?.heard?.buffered ?? 0;
  if (playback === 'error') {
    return ahead > 0 ? strings.playsOn(seconds(ahead)) : '';
  }
  if (progress?.fetching) {
    return strings.downloadingSegment(progress.fetching.index, percent(progress.fetching.progress));
  }
  const generating = snapshot?.generation;
  if (generating) {
    const eta = generating.eta_seconds === null ? '' : strings.about(seconds(generating.eta_seconds));
    const attempt = generating.attempt > 1 ? strings.attempt(generating.attempt) : '';
    return strings.generatingSegment(generating.segment_index, percent(generating.progress)) + eta + attempt;
  }
  const ready = snapshot?.segment_index ?? -1;
  if (ready > (progress?.newest ?? -1)) {
    return strings.segmentReady(ready);
  }
  return playback === 'playing' ? strings.playingDetail : strings.waiting;
}

/** @param {Model} model @returns {{ notice: string, noticeKind: 'info' | 'error' }} the one thing the person should know */
function noticeOf({ playback, problem, notice, reachable, trouble, progress }) {
  if (problem) {
    return { notice: problemWords(problem), noticeKind: 'error' };
  }
  if (!reachable) {
    const sounding = playback === 'playing' && progress?.heard;
    return { notice: sounding ? strings.unreachableWhilePlaying : strings.unreachable, noticeKind: 'error' };
  }
  if (trouble) {
    return { notice: strings.retryingDownload(trouble.message), noticeKind: 'error' };
  }
  return { notice: notice ? strings[notice] : '', noticeKind: 'info' };
}

/** @param {Snapshot} snapshot @returns {string} */
function engineOf({ engine }) {
  const name = engine.kind === 'builtin' ? strings.engineBuiltin : strings.engineAcestep(engine.model ?? '');
  const remarks = [!engine.reachable && strings.engineUnreachable, engine.fell_back && strings.engineFellBack];
  return [name, ...remarks.filter(Boolean)].join(' · ');
}

/** @param {Model} model @returns {string} */
function changeOf(model) {
  const { change } = model;
  if (!change) {
    return '';
  }
  if (change.appliesFrom === null) {
    return strings.changeSent;
  }
  const heardIn = heardInSeconds(model, change.appliesFrom);
  return strings.changeApplies(change.appliesFrom, heardIn === null ? '' : strings.changeHeard(clockTime(heardIn)));
}

/**
 * Seconds until a segment's own music is heard: when the segment before it ends, for its first seconds are shared.
 *
 * @param {Model} model @param {number} index @returns {number | null} null while nobody can tell
 */
export function heardInSeconds({ progress, snapshot }, index) {
  if (!snapshot || !progress?.heard || progress.newest === null) {
    return snapshot?.prompt.heard_in_seconds ?? null;
  }
  const stride = snapshot.timing.segment_seconds - snapshot.timing.overlap_seconds;
  return Math.max(0, progress.heard.buffered + (index - 1 - progress.newest) * stride);
}

/** @param {Snapshot | null} snapshot @returns {string} */
function speedOf(snapshot) {
  const factor = snapshot?.generation?.realtime_factor;
  return factor ? strings.timesRealTime(factor.toFixed(1)) : strings.none;
}

/** @param {Model} model @returns {Tape} */
function tapeOf({ snapshot, progress }) {
  const heard = progress?.heard;
  if (!snapshot || !progress) {
    return { played: 0, overlap: 0, next: 0 };
  }
  const { segment_seconds: whole, overlap_seconds: overlap } = snapshot.timing;
  return { played: heard ? Math.min(1, heard.position / whole) : 0, overlap: overlap / whole, next: nextOf(snapshot, progress) };
}

/** @param {Snapshot} snapshot @param {NonNullable<Model['progress']>} progress @returns {number} */
function nextOf(snapshot, { fetching, newest, heard }) {
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

/** @param {number} value @returns {string} */
const seconds = value => strings.seconds(value.toFixed(0));

/** @param {number} fraction @returns {string} */
const percent = fraction => strings.percent(Math.round(fraction * 100));
