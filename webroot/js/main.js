// @ts-check
/** Wires the page together. */
import { describe } from './view/describe.js';
import { element, fillWords } from './view/dom.js';
import { createFocus } from './timer/focus.js';
import * as log from './util/log.js';
import { createLogPanel } from './view/panels/log-panel.js';
import { createMediaSession } from './view/media-session.js';
import { canRecord, createOutput } from './audio/output.js';
import { createPictures } from './view/visuals/pictures.js';
import { createPromptView } from './view/prompt/prompt-view.js';
import { randomId } from './util/random.js';
import { addRecent } from './view/prompt/recent-prompts.js';
import { createScope } from './util/scope.js';
import { createSegmentCache } from './loading/segment-cache.js';
import { createSession } from './session/session.js';
import { createSettings } from './view/settings.js';
import { createShortcutsDialog } from './view/panels/shortcuts-dialog.js';
import { createSoundView } from './view/panels/sound-view.js';
import { followStatus } from './server/status.js';
import { language, languageFor, setLanguage } from './i18n/strings.js';
import { createTimerView } from './view/panels/timer-view.js';
import { createView } from './view/view.js';

/** @typedef {import('./server/types.js').Snapshot} Snapshot */

const scope = createScope();
const settings = createSettings({ getItem: key => localStorage.getItem(key), setItem: (key, value) => localStorage.setItem(key, value) });
const segmentCache = createSegmentCache();
const output = createOutput();

setLanguage(languageFor(settings.get('language'), navigator.languages));

const session = createSession({
  playerId: randomId(),
  output: { ...output, open: openOutput },
  onDecoded: segmentCache.put,
  refresh: () => status.refresh(),
  askSnapshot: () => status.askSnapshot(),
  chosenFade: () => settings.get('fadeSeconds'),
  onChange: show,
});
const focus = createFocus({ now: () => Date.now() / 1000, music: session });
const view = createView({ onPlay: () => play(), onBegin: () => play(true), onStop: session.stop, onAct: act });
const prompt = createPromptView({ onPlay: () => play(), onApply: apply, onUndo: session.undo, recent: () => settings.get('recent') });
const sound = createSoundView({
  settings, output, segmentCache, heard: () => session.model().progress?.heard?.index ?? null,
  onSaving: () => session.settle('cannot-save'), onFailure: () => session.warn({ code: 'cannot-save' }),
});
const timer = createTimerView({ focus, settings });
const pictures = createPictures({
  plan: session.plan, model: session.model, fadeSeconds: sound.fadeSeconds, segmentCache, analyser: output.analyser,
});
const logPanel = createLogPanel({ snapshot: () => session.model().snapshot });
const shortcutsDialog = createShortcutsDialog({ settings, actions: {
  toggle, mute: sound.toggleMute, louder: () => sound.louder(1), quieter: () => sound.louder(-1), prompt: prompt.focus,
  undo: prompt.takeBack, timer: timer.focus, saveSegment: sound.exportSegment, saveRecent: sound.exportRecent,
  log: () => logPanel.toggle(), help: () => shortcutsDialog.open(),
} });
const media = createMediaSession({
  controls: navigator.mediaSession, createSilence: () => new Audio('/silence.flac'),
  actions: { play: () => play(), pause: () => session.pause('hand'), stop: session.stop },
});
const status = followStatus({ scope, onReachable: session.onReachable, onSnapshot });

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-language]'))) {
  button.addEventListener('click', () => {
    const chosen = /** @type {import('./i18n/strings.js').Language} */ (button.dataset.language);
    settings.set('language', chosen);
    setLanguage(chosen);
    translate();
    if (button.offsetParent === null) {     // a narrow page hides the language in use
      /** @type {HTMLElement} */ (document.querySelector('[data-language][aria-pressed="false"]')).focus();
    }
  });
}
if (!canRecord()) {
  element('save-recent').dataset.title = 'saveRecentWithheld';
}
translate();

/** A way out for a session. The recording goes on where it takes the place of one that still sounds. */
function openOutput() {
  if (session.plan() === null) {
    output.recording.clear();
  }
  segmentCache.clear();
  pictures.clear();
  return output.open();
}

/** @param {Snapshot} snapshot */
function onSnapshot(snapshot) {
  sound.configure(snapshot.timing);
  session.onSnapshot(snapshot);
}

/** @param {boolean} [fresh]  what was kept is not wanted */
function play(fresh = false) {
  media.prepare();
  if (session.model().pausedBy !== null) {
    resume();
    return;
  }
  rememberPrompt(prompt.value());
  session.play(prompt.value(), fresh);
}

/** Going on by hand ends a break. */
function resume() {
  session.resume();
  if (focus.state().phase === 'rest') {
    focus.skip();
  }
}

/** @param {string} words */
function apply(words) {
  rememberPrompt(words);
  session.apply(words);
}

/** @param {string} words */
function rememberPrompt(words) {
  settings.set('recent', addRecent(settings.get('recent'), words));
  prompt.showRecent();
}

/** Play or Stop, whichever is there. */
function toggle() {
  element(element('play').hidden ? 'stop' : 'play').click();
}

/** @param {import('./view/notice.js').Act} what */
function act(what) {
  const acts = {
    play, again: () => (element('play').hidden ? prompt.send() : play()), takeBack: play, resume: play, stopThere: session.stop, reload: () => location.reload(), shorten: prompt.shorten,
    wake: session.wake, refresh: () => status.refresh().catch(error => log.info(`still no answer: ${error.message}`)), showLog: () => logPanel.toggle(true),
  };
  acts[what]();
}

function show() {
  focus.update(session.model());     // which may pause the music
  const model = session.model();
  const screen = describe(model);
  view.show(screen, model.delays);
  prompt.show(screen);
  sound.show();
  timer.show();
  pictures.show();
  media.show(model, screen.headline);
}

/** Says everything in the language in use. */
function translate() {
  document.documentElement.lang = language();
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-language]'))) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language()));
  }
  fillWords();
  [prompt, sound, timer, logPanel, shortcutsDialog].forEach(each => each.translate());
  show();
}
