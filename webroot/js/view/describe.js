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
 * @property {string} headline      while music plays, what it is called
 * @property {string} detail        what is going on; while all goes well, what the music was asked to sound like
 * @property {boolean} isDetailPrompt  the latter, which may be cut to one line
 * @property {string} work          what is being fetched or made
 * @property {string} delay         how long the last download took; empty before the first one
 * @property {string} notice        what went wrong and what to do; empty when all is well
 * @property {'info' | 'error'} noticeKind
 * @property {import('./notice.js').Act | null} noticeAct  what the notice's button does
 * @property {string} engine        what generates, in a word or two
 * @property {string} engineModels  what generates, with its models and its host
 * @property {string} engineNote    why another model than the first choice is in use; empty when it is not
 * @property {'plain' | 'marked'} engineKind  marked: not the model a person would expect
 * @property {string} change        when the new prompt or the new piece will be heard, or why the music goes back; empty without one
 * @property {string | null} undo   what the Undo button says, null where nothing can be taken back
 * @property {string | null} play   what the Play button says, null where it pauses
 * @property {boolean} canPause     there is music that can be paused
 * @property {boolean} canBegin      instead of going on with what was kept, another session can begin
 * @property {boolean} canStop
 * @property {boolean} canRenew     a new piece can be asked for
 * @property {boolean} canApply
 * @property {string | null} prompt the prompt in force, the one about to be, or the one that was kept
 * @property {import('./facts.js').Facts} facts
 * @property {number} coming        how far the next segment has come: 0…½ generated, ½…1 downloaded
 */
import { detailOf, isElsewhere, keptBy, outlastsFailure, workOf } from './detail.js';
import { comingOf, factsOf } from './facts.js';
import { musicName, shortened } from './music-name.js';
import { noticeOf } from './notice.js';
import { pieceWords } from './words/piece-words.js';
import { heardInSeconds, isPieceComing, lateSegment, undoable } from '../session/prompt-change.js';
import { clockTime, explanationWords, strings } from '../i18n/strings.js';

/** A line of the first screen, in characters. */
const MAX_DETAIL_LENGTH = 100;

/**
 * @param {Model} model @param {readonly import('./music-name.js').Favourite[]} [favourites] whose names the music has @returns {Screen}
 */
export function describe(model, favourites = []) {
  const { playback, snapshot, pausedBy } = model;
  const failed = playback === 'error';
  const running = playback !== 'idle' && !failed;
  const notice = noticeOf(model);
  const play = running && pausedBy === null ? null : playLabel(model, notice.noticeAct);
  const change = changeOf(model, favourites);
  const detail = detailOf(model);
  return {
    state: playback,
    pausedBy,
    stateWords: stateWordsOf(model),
    headline: headlineOf(model, favourites),
    detail: detail || askedOf(model, favourites),
    isDetailPrompt: detail === '',
    work: running ? workOf(model) : '',
    delay: model.progress?.delay == null ? '' : strings.delayIs(strings.seconds(model.progress.delay.toFixed(1))),
    ...notice,
    noticeAct: play !== null && pausedBy === null && isPlays(notice.noticeAct) ? null : notice.noticeAct,
    engine: snapshot ? engineOf(snapshot) : '',
    engineModels: snapshot ? engineModelsOf(snapshot) : strings.none,
    engineNote: snapshot ? engineNoteOf(snapshot) : '',
    engineKind: snapshot && (snapshot.engine.kind === 'builtin' || snapshot.engine.fell_back || snapshot.engine.reachable === false)
      ? 'marked' : 'plain',
    change: (running ? pieceWords(model, changedTo(model, favourites), change) : '') || change || renewalWords(model),
    undo: undoWords(model),
    play,
    canPause: (running || outlastsFailure(model)) && pausedBy === null
      && (model.progress?.sounding === true || model.notice === 'streaming'),
    canBegin: playback === 'idle' && notice.noticeAct === null && keptBy(snapshot) !== null,
    canStop: running || (failed && (snapshot?.session_id != null || model.progress !== null)),
    canRenew: running && snapshot?.segment_index != null && !isPieceComing(model),
    canApply: snapshot?.session_id != null && playback !== 'idle',
    prompt: snapshot?.session_id ? snapshot.prompt.pending ?? snapshot.prompt.current : keptBy(snapshot)?.prompt ?? null,
    facts: factsOf(model),
    coming: comingOf(model),
  };
}

/** @param {Model} model @returns {string} what is going on, in a word or two */
function stateWordsOf({ playback, pausedBy, progress }) {
  if (pausedBy !== null) {
    return pausedBy === 'hand' ? strings.paused : strings.onBreak;
  }
  return playback === 'playing' && progress?.audioBlocked ? strings.silenced : strings.states[playback];
}

/** @param {Model} model @returns {string} what the music that is heard was asked to sound like */
const promptOf = ({ segment, snapshot }) => segment?.prompt ?? snapshot?.prompt.current ?? '';

/** @param {Model} model @param {readonly import('./music-name.js').Favourite[]} favourites @returns {string} */
function headlineOf(model, favourites) {
  const { playback, snapshot, progress } = model;
  const kept = keptBy(snapshot);
  if (playback === 'idle' && kept) {
    return strings.kept(musicName(kept.prompt, favourites));
  }
  if (outlastsFailure(model)) {
    return progress?.bridging ? strings.headlines.repeated : strings.headlines.endangered;
  }
  return (playback === 'playing' && musicName(promptOf(model), favourites)) || strings.headlines[playback];
}

/** @param {Model} model @param {readonly import('./music-name.js').Favourite[]} favourites @returns {string} empty where the headline says it all */
function askedOf(model, favourites) {
  const prompt = model.playback === 'playing' ? promptOf(model) : '';
  return musicName(prompt, favourites) === prompt ? '' : shortened(prompt, MAX_DETAIL_LENGTH);
}

/** @param {Model} model @param {import('./notice.js').Act | null} act what would help now @returns {string} */
function playLabel(model, act) {
  const { pausedBy, playback, snapshot } = model;
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
  return isElsewhere(model) ? strings.takeBack : strings.play;
}

/** @param {import('./notice.js').Act | null} act @returns {boolean} whether the Play button does it, under these words */
const isPlays = act => act === 'play' || act === 'again' || act === 'takeBack' || act === 'resume';

/** @param {Snapshot} snapshot @returns {string} */
function engineOf({ engine }) {
  const name = engine.kind === 'builtin' ? strings.engineBuiltin : strings.engineAcestep('');
  const remarks = [engine.reachable === false && strings.engineUnreachable, engine.fell_back && strings.engineFellBack];
  return [name, ...remarks.filter(Boolean)].join(' · ');
}

/** @param {Snapshot} snapshot @returns {string} */
function engineModelsOf({ engine }) {
  if (engine.kind === 'builtin') {
    return strings.engineBuiltin;
  }
  const models = [engine.model, engine.lm_model].filter(Boolean).map(model => ` · ${model}`).join('');
  const host = engine.host && strings.engineHost(new URL(engine.host).host);
  return [strings.engineAcestep(models), host].filter(Boolean).join(' · ');
}

/** @param {Snapshot} snapshot @returns {string} why it is not the first choice that generates */
function engineNoteOf({ engine }) {
  if (!engine.explanation) {
    return '';
  }
  const why = explanationWords(engine.explanation);
  return engine.fell_back ? strings.engineNote(why) : strings.engineMoved(why);
}

/** @param {Model} model @returns {string | null} which of two, where two things can be taken back */
function undoWords(model) {
  const [next, other] = undoable(model);
  if (next === undefined) {
    return null;
  }
  return other === undefined ? strings.undo : next === 'piece' ? strings.undoPiece : strings.undoPrompt;
}

/** @param {Model} model @param {readonly import('./music-name.js').Favourite[]} favourites @returns {string} empty without a change */
const changedTo = ({ change }, favourites) => change === null ? '' : musicName(change.prompt, favourites);

/** @param {Model} model @param {readonly import('./music-name.js').Favourite[]} favourites @returns {string} */
function changeOf(model, favourites) {
  const { change } = model;
  if (!change) {
    return '';
  }
  const name = changedTo(model, favourites);
  return change.appliesFrom === null ? strings.changeSent(name) : whenHeard(model, name, change.appliesFrom);
}

/** @param {Model} model @returns {string} that the music goes back to earlier music */
const renewalWords = ({ snapshot }) => snapshot?.renewal ? explanationWords(snapshot.renewal) : '';

/** @param {Model} model @param {string} name @param {number} index @returns {string} */
function whenHeard(model, name, index) {
  const late = lateSegment(model.progress);
  if (late !== null) {
    return index === late ? strings.changeHeardOnceHere(name) : strings.changeHeardAfter(name);
  }
  const heardIn = heardInSeconds(model, index);
  return heardIn === null ? strings.changeHeardNext(name) : strings.changeHeard(name, clockTime(heardIn));
}
