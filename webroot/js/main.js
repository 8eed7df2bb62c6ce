// @ts-check
/** Wires the page together. */
import { describe } from './view/describe.js';
import { element, fillWords } from './view/dom.js';
import { createCommands } from './commands.js';
import { createDetailsPanel } from './view/panels/details-panel.js';
import { createFocus } from './timer/focus.js';
import { createLanguages } from './view/languages.js';
import { createListenPanel } from './view/panels/listen-panel.js';
import { createLogPanel } from './view/panels/log-panel.js';
import { createMediaSession } from './view/media-session.js';
import { canRecord, createOutput } from './audio/output.js';
import { createPictures } from './view/visuals/pictures.js';
import { createPlayingHere } from './view/playing-here.js';
import { createPromptPanel } from './view/prompt/prompt-panel.js';
import { randomId } from './util/random.js';
import { createScope } from './util/scope.js';
import { createSegmentCache } from './loading/segment-cache.js';
import { createSession } from './session/session.js';
import { createSettings } from './view/settings.js';
import { createShortcutsDialog } from './view/panels/shortcuts-dialog.js';
import { createShowing } from './view/showing.js';
import { createStreamElement } from './server/stream-element.js';
import { createSoundView } from './view/panels/sound-view.js';
import { followStatus } from './server/status.js';
import { keepTimer, takeTimer } from './timer/kept-timer.js';
import { createTicker } from './util/ticker.js';
import { createTimerView } from './view/panels/timer-view.js';
import { createView } from './view/view.js';

/** @typedef {import('./server/types.js').Snapshot} Snapshot */

const scope = createScope();
const settings = createSettings({ getItem: key => localStorage.getItem(key), setItem: (key, value) => localStorage.setItem(key, value) });
const segmentCache = createSegmentCache();
const output = createOutput();

const stream = createStreamElement({
  create: () => new Audio(), askSnapshot: () => status.askSnapshot(), after: scope.after, onChange: show,
});

const session = createSession({
  playerId: randomId(),
  output: { ...output, open: openOutput },
  ticker: createTicker(),
  onDecoded: segmentCache.put,
  refresh: () => status.refresh(),
  askSnapshot: () => status.askSnapshot(),
  chosenFade: () => settings.get('fadeSeconds'),
  onChange: createShowing({ show, unseen: () => focus.update(here.model()) }),
});
const here = createPlayingHere({ stream, session, output });
const now = () => Date.now() / 1000;
const focus = createFocus({ now, music: here, kept: () => takeTimer(now()) });
addEventListener('pagehide', () => keepTimer(focus.timer(), now()));
const view = createView({ onPlay: () => commands.play(), onPause: () => here.pause(), onBegin: () => commands.play(true), onStop: here.stop,
  onAct: what => commands.act(what) });
const prompt = createPromptPanel({ settings, onPlay: words => commands.play(false, words), onApply: words => commands.apply(words),
  onChoose: words => commands.choose(words), onRenew: () => commands.renew(), onUndo: session.undo, onRename: show });
const details = createDetailsPanel({ settings, onToggle: () => pictures.draw() });
const sound = createSoundView({
  settings, output: { ...output, setGain: here.setGain }, segmentCache, heard: () => session.model().progress?.heard?.index ?? null,
  onSaving: () => session.settle('cannot-save'), onFailure: () => session.warn({ code: 'cannot-save' }),
});
const timer = createTimerView({ focus, settings });
const pictures = createPictures({
  plan: session.plan, model: session.model, fadeSeconds: sound.fadeSeconds, segmentCache, analyser: output.analyser,
  showsSeams: details.isOpen,
});
const logPanel = createLogPanel({ snapshot: () => session.model().snapshot, onOpen: details.open });
const listen = createListenPanel({ isPlaying: stream.isPlaying, onListen: () => commands.listenHere() });
const shortcutsDialog = createShortcutsDialog({ settings, actions: {
  toggle: () => commands.toggle(), mute: sound.toggleMute, louder: () => sound.louder(1), quieter: () => sound.louder(-1),
  prompt: prompt.focus, undo: prompt.takeBack, timer: timer.focus, saveSegment: sound.exportSegment, saveRecent: sound.exportRecent,
  log: () => logPanel.toggle(details.isOpen() ? undefined : true), help: () => shortcutsDialog.open(),
} });
const media = createMediaSession({
  controls: navigator.mediaSession, createHum: () => new Audio('/hum.flac'),
  actions: { play: () => stream.isPlaying() || commands.play(), pause: () => here.pause(), stop: here.stop },
});
const status = followStatus({ scope, onReachable: session.onReachable, onSnapshot, isNeeded: () => here.model().playback !== 'idle' });
const commands = createCommands({ session, here, stream, focus, prompt, media, status, showLog: () => logPanel.toggle(true) });

const languages = createLanguages({ settings, onChange: translate });
if (!canRecord()) {
  element('save-recent').dataset.title = 'saveRecentWithheld';
}
translate();
prompt.openLink();

/** A way out for a session. The recording goes on where it takes the place of one that still sounds. @type {typeof output.open} */
function openOutput(how) {
  if (session.plan() === null) {
    output.recording.clear();
  }
  segmentCache.clear();
  pictures.clear();
  return output.open(how);
}

/** @param {Snapshot} snapshot */
function onSnapshot(snapshot) {
  sound.configure(snapshot.timing);
  session.onSnapshot(snapshot);
  stream.update(snapshot);
}

function show() {
  focus.update(here.model());     // which may pause the music
  const model = here.model();
  const screen = describe(model, settings.get('favourites'));
  view.show(screen, model.delays);
  prompt.show(screen);
  sound.show();
  timer.show();
  pictures.show();
  listen.show();
  media.show(model, screen.headline, stream.isPlaying());
}

/** Says everything in the language in use. */
function translate() {
  languages.translate();
  fillWords();
  [prompt, sound, timer, details, listen, logPanel, shortcutsDialog].forEach(each => each.translate());
  show();
}
