// @ts-check
/**
 * The main view: what is going on, in words and numbers, with Play and Stop. It shows a Screen and knows no rule of the music.
 *
 * @typedef {import('./describe.js').Screen} Screen
 */
import { element, setText } from './dom.js';
import { sparkline } from '../session/download-delays.js';
import { strings } from '../i18n/strings.js';

/** Size of the sparkline's own coordinates. */
const SPARK_WIDTH = 64;
const SPARK_HEIGHT = 18;

/**
 * @param {{ onPlay: () => void, onBegin: () => void, onStop: () => void, onAct: (act: import('./notice.js').Act) => void }} actions
 * @returns {{ show: (screen: Screen, delays: readonly number[]) => void }}
 */
export function createView({ onPlay, onBegin, onStop, onAct }) {
  const play = element('play');
  const begin = element('begin');
  const stop = element('stop');
  /** @type {Screen['noticeAct']} */
  let act = null;
  let announced = '';

  play.addEventListener('click', onPlay);
  begin.addEventListener('click', onBegin);
  stop.addEventListener('click', onStop);
  element('notice-act').addEventListener('click', () => act && onAct(act));

  /** @param {Screen} screen @param {readonly number[]} delays */
  function show(screen, delays) {
    document.body.dataset.state = screen.state;
    document.body.toggleAttribute('data-paused', screen.pausedBy !== null);
    document.title = screen.state === 'playing' ? `${screen.headline.slice(0, 60)} · worksound` : 'worksound';
    setText('state', screen.stateWords);
    setText('headline', screen.headline);
    setText('detail', screen.detail);
    setText('engine', screen.engine);
    setText('engine-note', screen.engineNote);
    element('engine').dataset.kind = screen.engineKind;
    showNotice(screen);
    showButtons(screen);
    for (const [fact, value] of Object.entries(screen.facts)) {
      setText(`fact-${fact}`, value);
    }
    element('delays').setAttribute('points', sparkline(delays, SPARK_WIDTH, SPARK_HEIGHT));
    announce([screen.stateWords, screen.headline, screen.change].filter(Boolean).join('. '));
  }

  /** @param {Screen} screen */
  function showNotice({ notice, noticeKind, noticeAct }) {
    const box = element('notice');
    act = noticeAct;
    setText('notice-words', notice);
    setText('notice-act', noticeAct ? strings.act[noticeAct] : '');
    element('notice-act').hidden = noticeAct === null;
    box.dataset.kind = noticeKind;
    box.hidden = notice === '';
  }

  /** @param {Screen} screen the focus stays on the button that takes the other's place */
  function showButtons(screen) {
    const focused = document.activeElement;
    play.hidden = screen.play === null;
    begin.hidden = !screen.canBegin;
    stop.hidden = !screen.canStop;
    setText('play-label', screen.play ?? strings.play);
    if ((focused === play && play.hidden) || (focused === begin && begin.hidden)) {
      (stop.hidden ? play : stop).focus();
    } else if (focused === stop && stop.hidden) {
      play.focus();
    }
  }

  /** Tells a screen reader, once: a time that counts down is nothing new. @param {string} words */
  function announce(words) {
    const stable = words.replace(/\d+:\d\d/, '');
    if (stable !== announced) {
      announced = stable;
      setText('announce', words);
    }
  }

  return { show };
}
