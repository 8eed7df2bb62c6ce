// @ts-check
import { createStreamElement } from '/js/server/stream-element.js';
import { createPlayingHere } from '/js/view/playing-here.js';
import { equal, test } from './harness.js';

/** A media element that plays, or is refused. @param {boolean} [refuses] */
function streamOf(refuses = false) {
  let changes = 0;
  const element = Object.assign(new EventTarget(), { src: '', paused: true, volume: 1, loads: 0, play() {
    this.paused = refuses;
    return refuses ? Promise.reject(new DOMException('not now', 'NotAllowedError')) : Promise.resolve();
  }, pause() {
    this.paused = true;
  }, removeAttribute() {
    this.src = '';
  }, load() {
    this.loads++;
  } });
  const stream = createStreamElement({ create: () => /** @type {any} */ (element), onChange: () => { changes++; } });
  return { element, stream, changes: () => changes };
}

/** @requirement B12 */
test('the stream plays from its address until it is left, and nothing stays connected then', () => {
  const { element, stream, changes } = streamOf();
  stream.setVolume(0.5);
  stream.play();
  equal([element.src, element.paused, element.volume, stream.isPlaying()], ['/listen.mp3', false, 0.5, true]);
  stream.leave();
  equal([element.src, element.paused, element.loads, stream.isPlaying(), changes()], ['', true, 1, false, 2]);
});

test('a stream that the server ends, or that the system pauses, does not play any more', () => {
  for (const event of ['ended', 'error', 'pause']) {
    const { element, stream } = streamOf();
    stream.play();
    element.paused = event === 'pause';
    element.dispatchEvent(new Event(event));
    equal([event, stream.isPlaying(), stream.isPaused(), element.src], [event, false, false, '']);
  }
});

test('a pause that the browser tells of after the next start leaves that alone', () => {
  const { element, stream } = streamOf();
  stream.play();
  stream.pause();
  stream.play();
  element.dispatchEvent(new Event('pause'));
  equal(stream.isPlaying(), true);
});

test('a browser that refuses to play is not connected', async () => {
  const { element, stream } = streamOf(true);
  stream.play();
  await Promise.resolve().then();
  equal([stream.isPlaying(), element.src], [false, '']);
});

test('the same controls act on the stream while it plays, and on the page otherwise', () => {
  const { element, stream } = streamOf();
  /** @type {string[]} */
  const acts = [];
  const here = createPlayingHere({ stream, session: { pause: () => { acts.push('pause'); }, stop: () => { acts.push('stop'); } },
    output: { setGain: to => { acts.push(`gain ${to}`); } } });
  here.pause();
  stream.play();
  here.setGain(0.25);
  here.pause();
  equal([acts, element.volume, stream.isPlaying(), stream.isPaused()], [['pause', 'gain 0.25'], 0.25, false, true]);
  here.stop();
  equal([acts.at(-1), stream.isPaused()], ['stop', false]);
});
