// @ts-check
/** Volume, mute, crossfade length, and saving what was heard. */
import { element, setAttribute, setText } from '../dom.js';
import * as log from '../../util/log.js';
import { RECORDING_SECONDS } from '../../audio/output.js';
import { fadeRange } from './fade-range.js';
import { fileName, saveWav } from './saving.js';
import { partNumber } from '../../i18n/part-number.js';
import { clockTime, strings } from '../../i18n/strings.js';
import { sliderGain, stepped } from '../../audio/volume.js';
import { wavBytes, wavOf } from '../../audio/wav.js';
import { yieldToEventLoop } from '../../util/yield.js';

/**
 * @param {object} wiring
 * @param {import('../settings.js').SettingsStore} wiring.settings
 * @param {import('../../audio/output.js').Output} wiring.output
 * @param {ReturnType<typeof import('../../loading/segment-cache.js').createSegmentCache>} wiring.segmentCache
 * @param {() => number | null} wiring.heard   index of the segment that is heard
 * @param {() => void} wiring.onSaving        a file is being made
 * @param {() => void} wiring.onFailure       it could not be made
 */
export function createSoundView({ settings, output, segmentCache, heard, onSaving, onFailure }) {
  const volume = /** @type {HTMLInputElement} */ (element('volume'));
  const crossfade = /** @type {HTMLInputElement} */ (element('crossfade'));
  const mute = element('mute');
  const saveSegment = /** @type {HTMLButtonElement} */ (element('save-segment'));
  const saveRecent = /** @type {HTMLButtonElement} */ (element('save-recent'));
  let saving = false;
  let configured = 4;     // seconds of crossfade unless the person chooses
  let overlap = Infinity; // seconds that two segments share, unknown until the server says so
  let shownFade = NaN;    // seconds of crossfade on the slider; another tab may choose others

  volume.addEventListener('input', () => setVolume(volume.valueAsNumber));
  mute.addEventListener('click', () => toggleMute());
  crossfade.addEventListener('input', () => {
    settings.set('fadeSeconds', crossfade.valueAsNumber);
    showFade();
  });
  saveSegment.addEventListener('click', () => exportSegment());
  saveRecent.addEventListener('click', () => exportRecent());

  /** @param {number} place 0…1; moving the slider ends a mute */
  function setVolume(place) {
    settings.set('volume', place);
    settings.set('muted', false);
    showVolume();
  }

  function toggleMute() {
    settings.set('muted', !settings.get('muted'));
    showVolume();
  }

  function showVolume() {
    const muted = settings.get('muted');
    const place = settings.get('volume');
    output.setGain(muted ? 0 : sliderGain(place));
    volume.valueAsNumber = place;
    volume.setAttribute('aria-valuetext', strings.percent(Math.round(place * 100)));
    mute.setAttribute('aria-pressed', String(muted));
    mute.title = strings.mute;
  }

  function showFade() {
    shownFade = fadeSeconds();
    crossfade.valueAsNumber = shownFade;
    setText('crossfade-value', strings.seconds(String(shownFade)));
    setAttribute(crossfade, 'aria-valuetext', strings.seconds(String(shownFade)));
  }

  const fadeSeconds = () => Math.min(settings.get('fadeSeconds') ?? configured, overlap);

  /** @param {string} what @param {() => Promise<BlobPart[]>} make */
  async function exportWav(what, make) {
    if (saving) {
      return;
    }
    saving = true;
    onSaving();
    setText('saved', strings.saving);
    try {
      const name = fileName(what, new Date());
      saveWav(name, await make());
      setText('saved', strings.saved(name));
      log.info(`saved ${name}`);
    } catch (error) {
      log.error('a file could not be made', error);
      setText('saved', '');
      onFailure();
    }
    saving = false;
  }

  function exportSegment() {
    const index = heard();
    const music = index === null ? null : segmentCache.whole(index);
    if (index !== null && music) {
      exportWav(`part-${partNumber(index)}`, () => wavOf(music, yieldToEventLoop));
    }
  }

  function exportRecent() {
    if (output.recording.seconds() > 0) {
      exportWav('recent', async () => output.recording.wav());
    }
  }

  /** Time has passed: there may be more, or less, to save. */
  function show() {
    const index = heard();
    const music = index === null ? null : segmentCache.whole(index);
    const kept = output.recording.seconds();
    saveSegment.disabled = music === null;
    saveRecent.disabled = kept === 0;
    setText('save-segment-label', strings.saveSegment(music ? sizeOf(bytesOf(music)) : ''));
    setText('save-recent-label', strings.saveRecent(clockTime(kept || RECORDING_SECONDS), kept ? sizeOf(output.recording.bytes()) : ''));
  }

  return {
    show, exportSegment, exportRecent, toggleMute, fadeSeconds,
    /** @param {number} steps up, or down if negative */
    louder: steps => setVolume(stepped(settings.get('volume'), steps)),
    /** @param {import('../../server/types.js').Timing} timing what the server is configured for */
    configure({ crossfade_seconds, overlap_seconds }) {
      const changed = crossfade_seconds !== configured || overlap_seconds !== overlap;
      configured = crossfade_seconds;
      overlap = overlap_seconds;
      if (changed || fadeSeconds() !== shownFade) {
        Object.assign(crossfade, fadeRange([configured, fadeSeconds()], overlap));
        showFade();
      }
    },
    /** Shows everything in the language in use. */
    translate() {
      showVolume();
      showFade();
      setText('saved', '');
      show();
    },
  };
}

/** @param {readonly AudioBuffer[]} music @returns {number} size of its file */
const bytesOf = music => wavBytes(music.reduce((sum, { length }) => sum + length, 0), music[0].numberOfChannels);

/** @param {number} bytes @returns {string} in megabytes, at least one */
const sizeOf = bytes => strings.megabytes(Math.max(1, bytes / 1e6).toFixed(0));
