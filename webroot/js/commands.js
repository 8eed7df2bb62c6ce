// @ts-check
/** What a click, a key or a notice does. */
import { element } from './view/dom.js';
import * as log from './util/log.js';

/**
 * @param {object} wiring
 * @param {ReturnType<typeof import('./session/session.js').createSession>} wiring.session
 * @param {ReturnType<typeof import('./view/playing-here.js').createPlayingHere>} wiring.here
 * @param {import('./server/stream-element.js').StreamElement} wiring.stream
 * @param {ReturnType<typeof import('./timer/focus.js').createFocus>} wiring.focus
 * @param {ReturnType<typeof import('./view/prompt/prompt-panel.js').createPromptPanel>} wiring.prompt
 * @param {ReturnType<typeof import('./view/media-session.js').createMediaSession>} wiring.media
 * @param {ReturnType<typeof import('./server/status.js').followStatus>} wiring.status
 * @param {() => void} wiring.showLog
 */
export function createCommands({ session, here, stream, focus, prompt, media, status, showLog }) {
  /** @param {boolean} [fresh]  what was kept is not wanted @param {string} [words] */
  function play(fresh = false, words = wanted()) {
    if (here.model().pausedBy === null) {
      begin(fresh, words);
    } else {
      resume();
    }
  }

  /** Plays on this page. @param {boolean} [fresh]  what was kept is not wanted @param {string} [words] */
  function begin(fresh = false, words = wanted()) {
    media.prepare();
    if (words === prompt.value()) {
      prompt.sent();
    }
    start(words, fresh);
  }

  /** @returns {string} a start that failed is tried again with its own words */
  function wanted() {
    const { playback, progress } = session.model();
    return playback === 'error' && progress === null ? prompt.tried() : prompt.value();
  }

  /** @param {string} words @param {boolean} [fresh] */
  function start(words, fresh = false) {
    stream.leave();
    focus.endBreak();
    prompt.remember(words);
    session.play(words, fresh);
  }

  /** A preset, a favourite or a recent prompt: it acts at once, and what is typed stays where it is. @param {string} words */
  function choose(words) {
    const { playback, pausedBy } = here.model();
    if (playback === 'idle' || playback === 'error') {
      media.prepare();
      start(words);
      return;
    }
    if (pausedBy === 'hand') {
      play();
    }
    apply(words);
  }

  /** Something else. */
  function renew() {
    if (here.model().pausedBy === 'hand') {
      play();
    }
    session.requestPiece();
  }

  /** Going on by hand ends a break. */
  function resume() {
    if (!here.isStream()) {
      media.prepare();
    }
    here.resume();
    focus.endBreak();
  }

  /** Plays the stream in place of the page's own sound, or hangs up. */
  function listenHere() {
    here.listen();
    if (stream.isPlaying()) {
      focus.endBreak();
    }
  }

  /** @param {string} words */
  function apply(words) {
    prompt.remember(words);
    session.apply(words);
  }

  /** Pauses what is heard; otherwise what the Play button says. */
  function toggle() {
    element(element('pause').hidden ? 'play' : 'pause').click();
  }

  /** What failed is tried again: the music, or, while that plays, what was asked for and not taken. */
  function again() {
    const { playback, pausedBy } = here.model();
    if (playback !== 'idle' && playback !== 'error') {
      session.again();
      return;
    }
    if (pausedBy !== null) {
      resume();
    }
    play();
  }

  /** @param {import('./view/notice.js').Act} what */
  function act(what) {
    const acts = {
      play, again, takeBack: begin, resume: play, stopThere: session.stop, reload: () => location.reload(), shorten: prompt.shorten,
      wake: session.wake, refresh: () => status.refresh().catch(error => log.info(`still no answer: ${error.message}`)), showLog,
    };
    acts[what]();
  }

  return { play, choose, renew, listenHere, apply, toggle, act };
}
