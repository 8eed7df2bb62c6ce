// @ts-check
/**
 * The one thing the person should know, and the button that does something about it. Pure.
 *
 * @typedef {import('../session/model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {keyof import('../i18n/strings.js').Strings['act']} Act
 * @typedef {{ notice: string, noticeKind: 'info' | 'error', noticeAct: Act | null }} Notice
 */
import { playerWords } from './words/player-words.js';
import { explanationWords, inSentences, problemWords, strings } from '../i18n/strings.js';

/** What helps against a problem; `again` against all others. @type {Record<string, Act>} */
const ACTS = {
  'prompt-too-long': 'shorten', 'body-too-large': 'shorten', 'bad-request': 'reload', 'not-found': 'reload',
  'method-not-allowed': 'reload', 'bad-response': 'reload', 'playback-taken': 'takeBack', 'no-session': 'play',
  'cannot-save': 'showLog',
};

/** @param {Model} model @returns {Notice} what keeps the music from being heard first; empty words when all is well */
export function noticeOf(model) {
  const { playback, problem, progress, reachable } = model;
  const ended = playback === 'idle' || playback === 'error';
  if (progress?.audioBlocked && !(ended && problem)) {
    return { notice: progress.audioStuck ? strings.audioStuck : strings.audioBlocked, noticeKind: 'error', noticeAct: 'wake' };
  }
  if (problem && (ended || reachable)) {
    return { notice: problemWords(problem), noticeKind: 'error', noticeAct: ACTS[problem.code] ?? 'again' };
  }
  return lesserNoticeOf(model);
}

/** @param {Model} model @returns {Notice} */
function lesserNoticeOf({ playback, notice, reachable, trouble, progress, snapshot }) {
  if (notice === 'stopUnheard') {
    return { notice: strings.stopUnheard, noticeKind: 'info', noticeAct: 'stopThere' };
  }
  if (!reachable) {
    return playback === 'playing' && progress?.heard
      ? { notice: strings.unreachableWhilePlaying, noticeKind: 'info', noticeAct: 'refresh' }
      : { notice: strings.unreachable, noticeKind: 'error', noticeAct: 'refresh' };
  }
  if (trouble) {
    return { notice: strings.retryingDownload, noticeKind: 'info', noticeAct: 'showLog' };
  }
  if (!notice && snapshot?.engine.findings.length) {
    return { notice: strings.finding(inSentences(snapshot.engine.findings.map(findingWords))), noticeKind: 'info', noticeAct: null };
  }
  const acts = /** @type {const} */ ({ taken: 'takeBack', streaming: 'takeBack', stoppedElsewhere: 'play', resumeByHand: 'resume' });
  const where = notice === 'taken' ? playerWords(snapshot?.playback) : null;
  return { notice: where !== null ? strings.takenByPlayer(where) : notice ? strings[notice] : '', noticeKind: 'info', noticeAct: notice && acts[notice] };
}

/** @param {Snapshot['engine']['findings'][number]} finding @returns {string} what was wrong with a GPU host, named where there are several */
const findingWords = ({ host, explanation }) => (host === null ? '' : `${host}: `) + explanationWords(explanation);
