// @ts-check
/**
 * The system's media controls: media keys, lock screen, headphones. Browsers show them for media elements only, so a silent one
 * plays along; on a phone it also keeps the sound alive behind the lock screen.
 *
 * @typedef {import('../session/model.js').Model} Model
 */
import * as log from '../util/log.js';

/** What an element that is paused before it has begun to play rejects with. */
const PAUSED_BEFORE = 'AbortError';

/**
 * @param {object} wiring
 * @param {MediaSession | undefined} wiring.controls   as `navigator.mediaSession`
 * @param {() => HTMLMediaElement} wiring.createSilence
 * @param {{ play: () => void, pause: () => void, stop: () => void }} wiring.actions
 */
export function createMediaSession({ controls, createSilence, actions }) {
  /** @type {HTMLMediaElement | null} */
  let silence = null;
  let refused = false;
  let title = '';

  for (const [key, action] of Object.entries(actions)) {
    controls?.setActionHandler(/** @type {MediaSessionAction} */ (key), action);
  }

  /** @param {Model} model @param {string} words what sounds, as the page calls it */
  function show(model, words) {
    const sounding = model.playback === 'playing' && model.pausedBy === null;
    playSilence(model.playback !== 'idle' && model.pausedBy !== 'hand');
    if (!controls) {
      return;
    }
    controls.playbackState = sounding ? 'playing' : model.playback === 'idle' ? 'none' : 'paused';
    if (words !== title && sounding) {
      title = words;
      controls.metadata = new MediaMetadata({
        title: words, artist: 'worksound', artwork: [{ src: '/icons/512.png', sizes: '512x512', type: 'image/png' }],
      });
    }
  }

  /** It plays through a break, too: a page where nothing plays may be put to sleep. @param {boolean} on */
  function playSilence(on) {
    if (!on) {
      silence?.pause();
    } else if (!refused && (silence?.paused ?? true)) {
      start();
    }
  }

  function start() {
    if (silence === null) {
      silence = createSilence();
      silence.loop = true;
    }
    silence.play().catch(error => {
      refused = error.name !== PAUSED_BEFORE;
      log.info(`no media controls: ${error.message}`);
    });
  }

  return {
    show,
    /** To be called within the person's click: some browsers let an element play later only if it began in one. */
    prepare() {
      refused = false;
      playSilence(true);
    },
  };
}
