// @ts-check
import { createMediaSession } from '/js/view/media-session.js';
import { equal, test } from './harness.js';

/** A silent element that plays, or is refused with an error of this name. @param {string} [refusal] */
function silenceOf(refusal) {
  const silence = { paused: true, loop: false, plays: 0, play() {
    this.plays++;
    this.paused = refusal !== undefined;
    return refusal ? Promise.reject(new DOMException('not now', refusal)) : Promise.resolve();
  }, pause() {
    this.paused = true;
  } };
  const media = createMediaSession({ controls: undefined, createSilence: () => /** @type {any} */ (silence),
    actions: { play() {}, pause() {}, stop() {} } });
  const show = async (/** @type {string} */ playback, /** @type {string | null} */ pausedBy = null) => {
    media.show(/** @type {any} */ ({ playback, pausedBy }), 'rain');
    await Promise.resolve();
    return silence.paused;
  };
  return { silence, media, show };
}

test('the element begins within the click, before anything sounds', () => {
  const { silence, media } = silenceOf();
  media.prepare();
  equal([silence.plays, silence.paused, silence.loop], [1, false, true]);
});

test('the element plays from Play to Stop and through a break, not through a pause made by hand', async () => {
  const { media, show } = silenceOf();
  media.prepare();
  equal([await show('generating'), await show('playing'), await show('playing', 'break'), await show('playing', 'hand'),
    await show('playing'), await show('idle')], [false, false, false, true, false, true]);
});

test('a browser that refuses is not asked again before the next Play', async () => {
  const { silence, media, show } = silenceOf('NotAllowedError');
  for (let i = 0; i < 5; i++) {
    await show('playing');
  }
  equal(silence.plays, 1);
  media.prepare();
  equal(silence.plays, 2);
});

test('an element that was paused before it began is no refusal', async () => {
  const { silence, show } = silenceOf('AbortError');
  await show('playing');
  await show('playing');
  equal(silence.plays, 2);
});
