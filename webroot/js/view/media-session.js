// @ts-check
/**
 * The system's media controls: media keys, lock screen, headphones. Browsers show them for media elements only, so one plays a hum that
 * nobody can hear (50 Hz, −70 dBFS, turned down further): Firefox overlooks one that is silent. On a phone it also keeps the sound alive
 * behind the lock screen.
 *
 * @typedef {import('../session/model.js').Model} Model
 */
import { outlastsFailure } from './detail.js';
import * as log from '../util/log.js';

/** What an element that is paused before it has begun to play rejects with. */
const PAUSED_BEFORE = 'AbortError';

/** −40 dB. */
const HUM_VOLUME = 0.01;

/**
 * @param {object} wiring
 * @param {MediaSession | undefined} wiring.controls   as `navigator.mediaSession`
 * @param {() => HTMLMediaElement} wiring.createHum
 * @param {{ play: () => void, pause: () => void, stop: () => void }} wiring.actions
 */
export function createMediaSession({ controls, createHum, actions }) {
  /** @type {HTMLMediaElement | null} */
  let hum = null;
  let wanted = false;       // it is to play, as far as this page is concerned
  let refused = false;      // the browser does not let it play, or somebody else has paused it
  let title = '';

  for (const [key, action] of Object.entries(actions)) {
    handle(/** @type {MediaSessionAction} */ (key), action);
  }

  /** @param {MediaSessionAction} key @param {() => void} action */
  function handle(key, action) {
    try {
      controls?.setActionHandler(key, action);
    } catch (error) {
      log.info(`the browser has no media key ${key}: ${log.messageOf(error)}`);
    }
  }

  /**
   * @param {Model} model @param {string} words what sounds, as the page calls it
   * @param {boolean} [streaming] another media element of this page plays the stream
   */
  function show(model, words, streaming = false) {
    const sounding = streaming || (model.pausedBy === null && (model.playback === 'playing' || outlastsFailure(model)));
    playHum(!streaming && model.playback !== 'idle' && model.pausedBy !== 'hand');
    if (!controls) {
      return;
    }
    const state = sounding ? 'playing' : model.playback === 'idle' ? 'none' : 'paused';
    if (controls.playbackState !== state) {
      controls.playbackState = state;     // a browser passes on the same one as well
    }
    if (words !== title && sounding) {
      title = words;
      showNoEnd();
      controls.metadata = new MediaMetadata({
        title: words, artist: 'worksound', artwork: [{ src: '/icons/512.png', sizes: '512x512', type: 'image/png' }],
      });
    }
  }

  /** The music has no end: controls that show one would show the hum's ten seconds. Firefox has no word for that and refuses. */
  function showNoEnd() {
    try {
      controls?.setPositionState({ duration: Infinity });
    } catch (error) {
      log.info(`the media controls show an end of the music: ${log.messageOf(error)}`);
    }
  }

  /** It plays through a break, too: a page where nothing plays may be put to sleep. @param {boolean} on */
  function playHum(on) {
    if (!on) {
      wanted = refused = false;
      hum?.pause();
    } else if (!refused && (hum?.paused ?? true)) {
      start();
    }
  }

  function start() {
    hum ??= prepared(createHum());
    wanted = true;
    hum.play().catch(error => {
      if (error.name !== PAUSED_BEFORE) {
        refused = true;
        log.info(`no media controls: ${error.message}`);
      }
    });
  }

  /** @param {HTMLMediaElement} element @returns {HTMLMediaElement} */
  function prepared(element) {
    element.loop = true;
    element.volume = HUM_VOLUME;
    element.addEventListener('pause', () => wanted && element.paused && onForeignPause());
    element.addEventListener('play', () => !wanted && !element.paused && actions.play());
    return element;
  }

  /** The system has paused it: for a call, or because the headphones are gone. The music follows it, and it is not played against it. */
  function onForeignPause() {
    log.info('the system pauses the music');
    wanted = false;
    refused = true;
    actions.pause();
  }

  return {
    show,
    /** To be called within the person's click: some browsers let an element play later only if it began in one. */
    prepare() {
      refused = false;
      playHum(true);
    },
  };
}
