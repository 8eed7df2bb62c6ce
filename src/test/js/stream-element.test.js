// @ts-check
import { createStreamElement } from '/js/server/stream-element.js';
import { createStore } from '/js/session/model.js';
import { createFocus } from '/js/timer/focus.js';
import { describe } from '/js/view/describe.js';
import { createPlayingHere } from '/js/view/playing-here.js';
import { equal, test } from './harness.js';
import { byPage, snapshotOf } from './samples.js';

/**
 * A media element that plays, or is refused, before a server that says its state and a clock that is wound by hand.
 *
 * @param {boolean} [refuses]
 */
function streamOf(refuses = false) {
  let changes = 0;
  const element = Object.assign(new EventTarget(), { src: '', paused: true, ended: false, volume: 1, muted: false, currentTime: 0, loads: 0,
    plays: 0, play() {
    this.plays++;
    this.paused = refuses;
    return refuses ? Promise.reject(new DOMException('not now', 'NotAllowedError')) : Promise.resolve();
  }, pause() {
    this.paused = true;
  }, removeAttribute() {
    this.src = '';
  }, load() {
    this.loads++;
  } });
  /** @type {{ milliseconds: number, action: () => void }[]} */
  const waits = [];
  const server = { says: () => Promise.resolve(snapshotOf()) };
  const stream = createStreamElement({ create: () => /** @type {any} */ (element), onChange: () => { changes++; },
    askSnapshot: () => server.says(), after: (milliseconds, action) => { waits.push({ milliseconds, action }); } });
  const fire = (/** @type {string} */ event) => element.dispatchEvent(new Event(event));
  /** The time that is waited for passes. @returns {Promise<void>} */
  const pass = async () => {
    waits.at(-1)?.action();
    await new Promise(resolve => { setTimeout(resolve, 0); });
  };
  return { element, stream, server, waits, fire, pass, changes: () => changes };
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

test('a pause by the system, as for a call, can be ended by the button of a headset', () => {
  const { element, stream, fire } = streamOf();
  stream.play();
  element.paused = true;
  fire('pause');
  equal([stream.isPlaying(), stream.isPaused(), element.src], [false, true, '']);
});

/** @requirement B12 */
test('a stream that breaks off is played again, ever less often, until it is left by hand', async () => {
  const { element, stream, server, waits, fire, pass } = streamOf();
  stream.play();
  element.currentTime = 60;
  element.paused = element.ended = true;
  fire('pause');      // browsers say so before they say that it has ended
  fire('ended');
  equal([stream.isPlaying(), stream.isPaused()], [true, false]);
  await pass();
  equal(element.plays, 2);
  element.currentTime = 0;
  server.says = () => Promise.reject(new Error('away'));
  fire('error');
  await pass();
  await pass();
  server.says = () => Promise.resolve(snapshotOf({ session_id: null, resumable: { session_id: 's1', prompt: 'rain', segment_index: 3 } }));
  await pass();
  equal([element.plays, waits.map(wait => wait.milliseconds)], [3, [1_000, 2_000, 4_000, 8_000]]);
  fire('error');
  stream.leave();
  await pass();
  equal([element.plays, element.src], [3, '']);
});

test('the pauses between attempts have an upper limit, and a connection that has lasted begins anew', async () => {
  const { element, stream, waits, fire, pass } = streamOf();
  stream.play();
  for (let attempt = 0; attempt < 8; attempt++) {
    fire('error');
    await pass();
  }
  element.currentTime = 11;
  fire('error');
  equal(waits.slice(-3).map(wait => wait.milliseconds), [30_000, 30_000, 1_000]);
});

test('a stream that ended because the music was stopped, has failed or plays on a page is not fetched back', async () => {
  const report = { player_id: 'x', state: /** @type {const} */ ('playing'), segment_index: 7, position_seconds: 1, buffered_seconds: 9,
    underruns: 0, download_seconds: null, reported_at: '2026-01-01T00:00:00.000Z', by: byPage };
  for (const over of [{ session_id: null }, { state: /** @type {const} */ ('error') }, { playback: report }]) {
    const { element, stream, server, fire, pass } = streamOf();
    server.says = () => Promise.resolve(snapshotOf(over));
    stream.play();
    fire('ended');
    await pass();
    equal([stream.isPlaying(), stream.isPaused(), element.plays, element.src], [false, false, 1, '']);
  }
});

test('a pause that the browser tells of after the next start leaves that alone', () => {
  const { stream, fire } = streamOf();
  stream.play();
  stream.pause();
  stream.play();
  fire('pause');
  equal(stream.isPlaying(), true);
});

test('a browser that refuses to play is not connected, and waits for a click', async () => {
  const { element, stream } = streamOf(true);
  stream.play();
  await Promise.resolve().then();
  equal([stream.isPlaying(), stream.isPaused(), element.src], [false, true, '']);
});

test('a volume of nothing is heard as that also where a device heeds no volume', () => {
  const { element, stream } = streamOf();
  stream.setVolume(0);
  stream.play();
  const atFirst = element.muted;
  stream.setVolume(0.25);
  equal([atFirst, element.muted], [true, false]);
  stream.setVolume(0);
  equal(element.muted, true);
});

/** What plays here, with the acts of the page's own sound. */
function playingHere() {
  const fakes = streamOf();
  /** @type {string[]} */
  const acts = [];
  const note = (/** @type {string} */ act) => () => { acts.push(act); };
  const session = { model: () => ({ ...createStore('me', { progress: () => null, onChange() {} }).state(), notice: 'taken', snapshot: snapshotOf() }),
    pause: note('pause'), resume: note('resume'), stop: note('stop'), endBreak: note('endBreak'), end: note('end'), keepOn: note('keepOn') };
  const here = createPlayingHere({ stream: fakes.stream, session: /** @type {any} */ (session),
    output: { setGain: to => { acts.push(`gain ${to}`); } } });
  return { ...fakes, acts, here };
}

test('the same controls act on the stream while it plays, and on the page otherwise', () => {
  const { element, stream, acts, here } = playingHere();
  here.pause();
  stream.play();
  here.setGain(0.25);
  here.pause();
  equal([acts, element.volume, stream.isPlaying(), stream.isPaused()], [['pause', 'gain 0.25'], 0.25, false, true]);
  here.resume();
  equal(stream.isPlaying(), true);
  here.stop();
  equal([acts.at(-1), stream.isPlaying(), stream.isPaused()], ['stop', false, false]);
  here.resume();
  equal(acts.at(-1), 'resume');
});

/** @requirement B12 */
test('the stream is shown as music that plays here, with Pause, Stop and a way back to the page', () => {
  const { stream, here } = playingHere();
  const shown = () => {
    const { stateWords, play, canPause, canStop, noticeAct } = describe(here.model());
    return [stateWords, play, canPause, canStop, noticeAct];
  };
  equal(shown(), ['idle', 'Play here', false, false, null]);
  stream.play();
  equal(shown(), ['playing', null, true, true, 'takeBack']);
  here.pause();
  equal(shown(), ['paused', 'Resume', false, true, 'takeBack']);
  here.stop();
  equal(here.model().playback, 'idle');
});

test('the timer pauses the stream for its break, plays it again, and stops it in the end', () => {
  const { stream, acts, here } = playingHere();
  let now = 0;
  const focus = createFocus({ now: () => now, music: here });
  focus.choose('blocks-50-10');
  stream.play();
  const seen = [0, 51, 59, 61].map(minutes => {
    now = minutes * 60;
    focus.update(here.model());
    return [focus.state().phase, here.model().pausedBy, stream.isPlaying()];
  });
  equal(seen, [['work', null, true], ['rest', 'break', false], ['rest', 'break', false], ['work', null, true]]);
  focus.choose('stop-25');
  now += 26 * 60;
  focus.update(here.model());
  equal([stream.isPlaying(), acts], [false, ['stop']]);
});

test('a pause of the stream made by hand outlasts the break', () => {
  const { stream, here } = playingHere();
  stream.play();
  here.pause('break', 8);
  here.pause();
  here.endBreak(5);
  equal([stream.isPlaying(), here.model().pausedBy], [false, 'hand']);
});
