// @ts-check
/**
 * The system's media controls: media keys, lock screen, headphones. Browsers show them for media elements only, so a silent one
 * plays along; on a phone it also keeps the sound alive behind the lock screen.
 *
 * @typedef {import('./model.js').Model} Model
 */
import * as log from './log.js';

/**
 * @param {object} wiring
 * @param {MediaSession | undefined} wiring.controls   as `navigator.mediaSession`
 * @param {() => HTMLMediaElement} wiring.createSilence
 * @param {{ play: () => void, pause: () => void, stop: () => void }} wiring.actions
 */
export function createMediaSession({ controls, createSilence, actions }) {
  /** @type {HTMLMediaElement | null} */
  let silence = null;
  let title = '';

  for (const [key, action] of Object.entries(actions)) {
    controls?.setActionHandler(/** @type {MediaSessionAction} */ (key), action);
  }

  /** @param {Model} model @param {string} words what sounds, as the page calls it */
  function show(model, words) {
    const sounding = model.playback === 'playing' && model.resting === null;
    hum(sounding);
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

  /** @param {boolean} on */
  function hum(on) {
    if (on && silence === null) {
      silence = createSilence();
      silence.loop = true;
    }
    if (on && silence?.paused) {
      silence.play().catch(error => log.info(`no media controls: ${error.message}`));
    } else if (!on) {
      silence?.pause();
    }
  }

  return { show };
}
