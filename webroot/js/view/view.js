// @ts-check
/**
 * The main view: what is going on, in words and numbers, with Play, Pause and Stop. It shows a Screen and knows no rule of the music.
 *
 * @typedef {import('./describe.js').Screen} Screen
 */
import { createAnnouncer } from './announcer.js';
import { element, setAttribute, setHidden, setText } from './dom.js';
import { sparkline } from '../session/download-delays.js';
import { strings } from '../i18n/strings.js';

/** Size of the sparkline's own coordinates. */
const SPARK_WIDTH = 64;
const SPARK_HEIGHT = 18;

/**
 * @param {object} actions
 * @param {() => void} actions.onPlay
 * @param {() => void} actions.onPause
 * @param {() => void} actions.onBegin
 * @param {() => void} actions.onStop
 * @param {(act: import('./notice.js').Act) => void} actions.onAct
 * @returns {{ show: (screen: Screen, delays: readonly number[]) => void }}
 */
export function createView({ onPlay, onPause, onBegin, onStop, onAct }) {
  const play = element('play');
  const pause = element('pause');
  const begin = element('begin');
  const stop = element('stop');
  const announce = createAnnouncer(words => setText('announce', words));
  let shown = /** @type {Screen | null} */ (null);

  play.addEventListener('click', () => {
    if (shown === null || shown.play !== null) {
      onPlay();
    } else if (shown.canPause) {
      onPause();
    }
  });
  pause.addEventListener('click', onPause);
  begin.addEventListener('click', onBegin);
  stop.addEventListener('click', onStop);
  element('notice-act').addEventListener('click', () => shown?.noticeAct && onAct(shown.noticeAct));

  /** @param {Screen} screen @param {readonly number[]} delays */
  function show(screen, delays) {
    shown = screen;
    setAttribute(document.body, 'data-state', screen.state);
    document.body.toggleAttribute('data-paused', screen.pausedBy !== null);
    showTab(screen);
    setText('state', screen.stateWords);
    setText('headline', screen.headline);
    setText('detail', screen.detail);
    element('detail').toggleAttribute('data-prompt', screen.isDetailPrompt);
    showNotice(screen);
    showButtons(screen);
    showDetails(screen, delays);
    announce([`${screen.stateWords}. ${screen.headline}`, screen.change, screen.noticeKind === 'info' ? screen.notice : '']);
  }

  /** The tab's title and icon. @param {Screen} screen */
  function showTab({ state, stateWords, headline, pausedBy }) {
    const title = state === 'idle' ? strings.wordmark : `${strings.tab(headline, stateWords)} · ${strings.wordmark}`;
    if (document.title !== title) {
      document.title = title;       // a browser passes on the same one as well
    }
    const icon = state === 'playing' && pausedBy === null ? '/favicon-playing.svg' : '/favicon.svg';
    setAttribute(element('favicon'), 'href', icon);
  }

  /** Only an alarm interrupts a screen reader; news is announced when it has time. @param {Screen} screen */
  function showNotice({ notice, noticeKind, noticeAct }) {
    const box = element('notice');
    setAttribute(box, 'data-kind', noticeKind);
    if (noticeKind === 'error') {
      setAttribute(box, 'role', 'alert');
    } else {
      box.removeAttribute('role');
    }
    setText('notice-words', notice);
    setText('notice-act', noticeAct ? strings.act[noticeAct] : '');
    const act = element('notice-act');
    const focused = document.activeElement === act;
    setHidden(act, noticeAct === null);
    setHidden(box, notice === '');
    if (focused && (act.hidden || box.hidden)) {
      play.focus();
    }
  }

  /**
   * Before the first sound there is nothing to pause yet: the button keeps its place and the focus. Where it says something else while
   * music is heard, another one pauses.
   *
   * @param {Screen} screen
   */
  function showButtons(screen) {
    const focused = document.activeElement;
    setAttribute(play, 'data-face', screen.play === null ? 'pause' : 'play');
    setAttribute(play, 'aria-disabled', String(screen.play === null && !screen.canPause));
    setText('play-label', screen.play ?? strings.pause);
    setHidden(pause, screen.play === null || !screen.canPause);
    setHidden(begin, !screen.canBegin);
    setHidden(stop, !screen.canStop);
    if ([pause, begin, stop].some(button => button === focused && button.hidden)) {
      play.focus();
    }
  }

  /** @param {Screen} screen @param {readonly number[]} delays */
  function showDetails(screen, delays) {
    setText('engine', screen.engine);
    setAttribute(element('engine'), 'data-kind', screen.engineKind);
    setText('engine-models', screen.engineModels);
    setText('engine-note', screen.engineNote);
    setText('digest', screen.delay);
    setText('fact-work', screen.work || strings.none);
    for (const [fact, value] of Object.entries(screen.facts)) {
      setText(`fact-${fact}`, value);
    }
    setAttribute(element('delays'), 'points', sparkline(delays, SPARK_WIDTH, SPARK_HEIGHT));
  }

  return { show };
}
