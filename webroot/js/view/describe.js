// @ts-check
/**
 * What the page shows, as words and numbers, from what it knows. Pure.
 *
 * @typedef {import('../session/model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Screen
 * @property {import('../server/types.js').PlaybackState} state
 * @property {'hand' | 'break' | null} pausedBy  who paused the music
 * @property {string} stateWords
 * @property {string} headline
 * @property {string} detail
 * @property {string} notice        what went wrong and what to do; empty when all is well
 * @property {'info' | 'error'} noticeKind
 * @property {import('./notice.js').Act | null} noticeAct  what the notice's button does
 * @property {string} engine
 * @property {string} engineNote    why another model than the first choice is in use; empty when it is not
 * @property {'plain' | 'marked'} engineKind  marked: not the model a person would expect
 * @property {string} change        when the new prompt will be heard; empty without one
 * @property {boolean} canUndo      the new prompt can still be taken back
 * @property {string | null} play   what the Play button says, null when there is nothing to play
 * @property {boolean} canBegin      instead of going on with what was kept, another session can begin
 * @property {boolean} canStop
 * @property {boolean} canApply
 * @property {string | null} prompt the prompt in force, the one about to be, or the one that was kept
 * @property {import('./facts.js').Facts} facts
 * @property {number} coming        how far the next segment has come: 0…½ generated, ½…1 downloaded
 */
import { comingOf, factsOf } from './facts.js';
import { generationStatus } from './generation-status.js';
import { noticeOf } from './notice.js';
import { heardInSeconds, lateSegment } from '../session/prompt-change.js';
import { clockTime, explanationWords, strings } from '../i18n/strings.js';
import { HEARTBEAT_SECONDS } from '../server/timing.js';

/** @param {Model} model @returns {Screen} */
export function describe(model) {
  const { playback, snapshot, pausedBy } = model;
  const failed = playback === 'error';
  const running = playback !== 'idle' && !failed;
  const notice = noticeOf(model);
  const play = running && pausedBy === null ? null : playLabel(model, notice.noticeAct);
  return {
    state: playback,
    pausedBy,
    stateWords: pausedBy === 'hand' ? strings.paused : pausedBy === 'break' ? strings.onBreak : strings.states[playback],
    headline: headlineOf(model),
    detail: detailOf(model),
    ...notice,
    noticeAct: play !== null && isPlays(notice.noticeAct) ? null : notice.noticeAct,
    engine: snapshot ? engineOf(snapshot) : '',
    engineNote: snapshot ? engineNoteOf(snapshot) : '',
    engineKind: snapshot && (snapshot.engine.kind === 'builtin' || snapshot.engine.fell_back || snapshot.engine.reachable === false)
      ? 'marked' : 'plain',
    change: changeOf(model),
    canUndo: model.change !== null && model.change.appliesFrom !== null && model.change.before !== null,
    play,
    canBegin: playback === 'idle' && notice.noticeAct === null && keptBy(snapshot) !== null,
    canStop: running || (failed && (snapshot?.session_id != null || model.progress !== null)),
    canApply: snapshot?.session_id != null && playback !== 'idle',
    prompt: snapshot?.session_id ? snapshot.prompt.pending ?? snapshot.prompt.current : keptBy(snapshot)?.prompt ?? null,
    facts: factsOf(model),
    coming: comingOf(model),
  };
}

/** @param {Model} model @returns {string} while music plays, what it was asked to sound like */
function headlineOf({ playback, snapshot, segment }) {
  const prompt = segment?.prompt ?? snapshot?.prompt.current;
  const kept = keptBy(snapshot);
  if (playback === 'idle' && kept) {
    return strings.kept(kept.prompt);
  }
  return playback === 'playing' && prompt ? prompt : strings.headlines[playback];
}

/** @param {Model} model @param {import('./notice.js').Act | null} act what would help now @returns {string} */
function playLabel({ playerId, pausedBy, playback, snapshot }, act) {
  if (pausedBy !== null) {
    return strings.resume;
  }
  if (act && isPlays(act)) {
    return strings.act[act];
  }
  if (playback === 'error') {
    return strings.again;
  }
  if (keptBy(snapshot)) {
    return strings.resume;
  }
  return snapshot && isElsewhere(snapshot, playerId) ? strings.takeBack : strings.play;
}

/** @param {Snapshot | null} snapshot @returns {Snapshot['resumable'] | null} the session that waits to be resumed */
const keptBy = snapshot => snapshot?.session_id === null ? snapshot.resumable : null;

/** @param {import('./notice.js').Act | null} act @returns {boolean} whether the Play button does it, under these words */
const isPlays = act => act === 'play' || act === 'again' || act === 'takeBack' || act === 'resume';

/** @param {Snapshot} snapshot @param {string} playerId of this page @returns {boolean} whether another page plays, as far as the server knows */
function isElsewhere({ session_id, playback, server_time }, playerId) {
  const age = playback ? Date.parse(server_time) - Date.parse(playback.reported_at) : Infinity;
  return session_id !== null && playback?.state === 'playing' && playback.player_id !== playerId && age < FRESH_MILLISECONDS;
}

/** One report may be lost and the next one late before the Play button changes its words. */
const FRESH_MILLISECONDS = 2.5 * HEARTBEAT_SECONDS * 1000;

/** @param {Model} model @returns {string} one line on what is going on inside */
function detailOf(model) {
  const { playback, reachable, progress, pausedBy } = model;
  if (pausedBy !== null) {
    return pausedBy === 'hand' ? strings.pausedDetail : strings.breakDetail;
  }
  if (playback === 'idle') {
    return idleDetail(model);
  }
  const ahead = progress?.heard?.buffered ?? 0;
  if (playback === 'error') {
    return ahead > 0 ? strings.playsOn(seconds(ahead)) : '';
  }
  if (progress?.bridging) {
    return strings.bridging(progress.bridging.index + 1);
  }
  if (!reachable && ahead > 0) {
    return strings.playsOn(seconds(ahead));
  }
  return workDetail(model);
}

/** @param {Model} model @returns {string} */
function idleDetail({ snapshot, playerId }) {
  const kept = keptBy(snapshot);
  if (kept) {
    return strings.keptDetail(kept.segment_index + 1);
  }
  if (!snapshot?.session_id) {
    return strings.idleDetail;
  }
  return isElsewhere(snapshot, playerId) ? strings.idleTaken : snapshot.paused ? strings.idlePaused : strings.idleRunning;
}

/** @param {Model} model @returns {string} what is being fetched or made */
function workDetail({ playback, snapshot, progress }) {
  const newest = progress?.newest ?? -1;
  if (progress?.fetching) {
    return strings.downloadingSegment(progress.fetching.index, percent(progress.fetching.progress));
  }
  if (snapshot?.generation) {
    return generationStatus(snapshot.generation, snapshot.engine.kind === 'builtin');
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

/** @param {Snapshot} snapshot @returns {string} */
function engineOf({ engine }) {
  const models = [engine.model, engine.lm_model].filter(Boolean).map(model => ` · ${model}`).join('');
  const name = engine.kind === 'builtin' ? strings.engineBuiltin : strings.engineAcestep(models);
  const host = engine.kind === 'acestep' && engine.host && strings.engineHost(new URL(engine.host).host);
  const remarks = [host, engine.reachable === false && strings.engineUnreachable, engine.fell_back && strings.engineFellBack];
  return [name, ...remarks.filter(Boolean)].join(' · ');
}

/** @param {Snapshot} snapshot @returns {string} why it is not the first choice that generates */
function engineNoteOf({ engine }) {
  if (!engine.explanation) {
    return '';
  }
  const why = explanationWords(engine.explanation);
  return engine.fell_back ? strings.engineNote(why) : strings.engineMoved(why);
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
  return strings.changeApplies(change.appliesFrom, whenHeard(model, change.appliesFrom));
}

/** @param {Model} model @param {number} index @returns {string} empty while nobody can tell */
function whenHeard(model, index) {
  const late = lateSegment(model.progress);
  if (late !== null) {
    return index === late ? strings.changeHeardOnceHere : strings.changeHeardAfter(late);
  }
  const heardIn = heardInSeconds(model, index);
  return heardIn === null ? '' : strings.changeHeard(clockTime(heardIn));
}

/** @param {number} value @returns {string} */
const seconds = value => strings.seconds(value.toFixed(0));

/** @param {number} fraction @returns {string} */
const percent = fraction => strings.percent(Math.round(fraction * 100));
