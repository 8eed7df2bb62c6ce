// @ts-check
import { createMediaSession } from '/js/view/media-session.js';
import { equal, test } from './harness.js';

/** An element that plays, or is refused with an error of this name. @param {string} [refusal] */
function humOf(refusal) {
  const hum = Object.assign(new EventTarget(), { paused: true, loop: false, volume: 1, plays: 0, play() {
    this.plays++;
    this.paused = refusal !== undefined;
    return refusal ? Promise.reject(new DOMException('not now', refusal)) : Promise.resolve();
  }, pause() {
    this.paused = true;
    hum.dispatchEvent(new Event('pause'));
  } });
  /** @type {string[]} */
  const acts = [];
  const media = createMediaSession({ controls: undefined, createHum: () => /** @type {any} */ (hum),
    actions: { play: () => { acts.push('play'); }, pause: () => { acts.push('pause'); }, stop() {} } });
  const show = async (/** @type {string} */ playback, /** @type {string | null} */ pausedBy = null) => {
    media.show(/** @type {any} */ ({ playback, pausedBy }), 'rain');
    await Promise.resolve();
    return hum.paused;
  };
  return { hum, acts, media, show };
}

test('the element begins within the click, before anything sounds', () => {
  const { hum, media } = humOf();
  media.prepare();
  equal([hum.plays, hum.paused, hum.loop], [1, false, true]);
});

test('the element plays from Play to Stop and through a break, not through a pause made by hand', async () => {
  const { media, show } = humOf();
  media.prepare();
  equal([await show('generating'), await show('playing'), await show('playing', 'break'), await show('playing', 'hand'),
    await show('playing'), await show('idle')], [false, false, false, true, false, true]);
});

test('music that is heard after a failure is what the media keys pause', () => {
  const controls = { playbackState: '', setActionHandler() {}, setPositionState() {} };
  const media = createMediaSession({ controls: /** @type {any} */ (controls), createHum: () => new Audio(),
    actions: { play() {}, pause() {}, stop() {} } });
  const shown = (/** @type {number} */ buffered) => {
    media.show(/** @type {any} */ ({ playback: 'error', pausedBy: null, progress: { heard: { buffered }, bridging: null } }), 'rain');
    return controls.playbackState;
  };
  equal([shown(9), shown(0)], ['playing', 'paused']);
});

test('a browser that refuses is not asked again before the next Play', async () => {
  const { hum, media, show } = humOf('NotAllowedError');
  for (let i = 0; i < 5; i++) {
    await show('playing');
  }
  equal(hum.plays, 1);
  media.prepare();
  equal(hum.plays, 2);
});

test('an element that was paused before it began is no refusal', async () => {
  const { hum, show } = humOf('AbortError');
  await show('playing');
  await show('playing');
  equal(hum.plays, 2);
});

test('a pause that is not this page\'s pauses the music, and is not fought', async () => {
  const { hum, acts, media, show } = humOf();
  media.prepare();
  await show('playing');
  hum.pause();
  equal(acts, ['pause']);
  equal([await show('playing'), await show('playing', 'break'), await show('playing', 'hand')], [true, true, true]);
  equal(hum.plays, 1);
  media.prepare();
  equal([await show('playing'), hum.plays, acts], [false, 2, ['pause']]);
});

test('an element that the system plays again plays the music', async () => {
  const { hum, acts, show } = humOf();
  await show('playing');
  await show('playing', 'hand');
  equal(acts, []);
  hum.paused = false;
  hum.dispatchEvent(new Event('play'));
  equal(acts, ['play']);
});

test('a pause of ours that is taken back before the browser tells of it is no foreign one', async () => {
  const { hum, acts, show } = humOf();
  await show('playing');
  const { pause } = hum;
  hum.pause = () => { hum.paused = true; };       // its event comes later
  await show('playing', 'hand');
  await show('playing');
  hum.dispatchEvent(new Event('pause'));
  hum.pause = pause;
  equal([acts, hum.paused], [[], false]);
});

test('the element cannot be heard', () => {
  const { hum, media } = humOf();
  media.prepare();
  equal(hum.volume, 0.01);
});

test('the browser is told once what the media keys act on', () => {
  /** @type {string[]} */
  const told = [];
  const controls = { get playbackState() {
    return told.at(-1) ?? 'none';
  }, set playbackState(state) {
    told.push(state);
  }, setActionHandler() {}, setPositionState() {} };
  const media = createMediaSession({ controls: /** @type {any} */ (controls), createHum: () => new Audio(),
    actions: { play() {}, pause() {}, stop() {} } });
  for (const playback of ['idle', 'generating', 'generating', 'playing', 'playing', 'idle']) {
    media.show(/** @type {any} */ ({ playback, pausedBy: null }), 'rain');
  }
  equal(told, ['paused', 'playing', 'none']);
});

test('a browser that does not know a media key still has the others', () => {
  /** @type {string[]} */
  const keys = [];
  const setActionHandler = (/** @type {string} */ key) => {
    if (key === 'pause') {
      throw new TypeError('unknown');
    }
    keys.push(key);
  };
  createMediaSession({ controls: /** @type {any} */ ({ setActionHandler }), createHum: () => new Audio(),
    actions: { play() {}, pause() {}, stop() {} } });
  equal(keys, ['play', 'stop']);
});

test('controls that cannot show music without an end show it all the same', () => {
  /** @type {unknown[]} */
  const lengths = [];
  const controls = /** @type {any} */ ({ setActionHandler() {}, setPositionState(/** @type {{ duration: number }} */ { duration }) {
    lengths.push(duration);
    throw new TypeError('not finite');
  } });
  const hum = Object.assign(new EventTarget(), { paused: true, play: () => Promise.resolve(), pause() {} });
  const media = createMediaSession({ controls, createHum: () => /** @type {any} */ (hum), actions: { play() {}, pause() {}, stop() {} } });
  media.show(/** @type {any} */ ({ playback: 'playing', pausedBy: null }), 'rain');
  equal([lengths, controls.playbackState, controls.metadata.title], [[Infinity], 'playing', 'rain']);
});
