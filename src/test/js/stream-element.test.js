// @ts-check
import { createStreamElement } from '/js/server/stream-element.js';
import { createStore } from '/js/session/model.js';
import { createFocus } from '/js/timer/focus.js';
import { describe } from '/js/view/describe.js';
import { createPlayingHere } from '/js/view/playing-here.js';
import { equal, test } from './harness.js';
import { byPage, progressOf, reportOf, snapshotOf } from './samples.js';

/** @typedef {import('/js/session/model.js').Model} Model */

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
  const sound = () => {
    element.currentTime = 1;
    fire('timeupdate');
  };
  return { element, stream, server, waits, fire, pass, sound, changes: () => changes };
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
  server.says = () => Promise.resolve(snapshotOf({ session_id: null, resumable: { session_id: 's1', prompt: 'rain', segment_index: 3, heard: null } }));
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
    element.currentTime = 1;
    fire('error');
    await pass();
  }
  element.currentTime = 11;
  fire('error');
  equal(waits.slice(-3).map(wait => wait.milliseconds), [30_000, 30_000, 1_000]);
});

test('a stream that is refused is given up, one that a server cannot send for a while is not', async () => {
  const { element, stream, server, fire, pass, sound } = streamOf();
  stream.play();
  sound();
  for (const attempt of [0, 1, 2, 3]) {
    server.says = attempt === 1 ? () => Promise.reject(new Error('away')) : () => Promise.resolve(snapshotOf());
    fire('error');
    await pass();
    server.says = () => Promise.resolve(snapshotOf());
    await (attempt === 1 && pass());
    equal([attempt, stream.isPlaying(), stream.isPaused()], [attempt, attempt < 3, false]);
    element.currentTime = 0;
  }
  equal([element.plays, element.src], [4, '']);
});

test('a paused stream is left with its session, and not before', () => {
  const { stream, changes } = streamOf();
  const kept = { session_id: 's1', prompt: 'rain', segment_index: 3, heard: null };
  stream.play();
  stream.update(snapshotOf({ session_id: null }));
  equal([stream.isPlaying(), changes()], [true, 1]);
  stream.pause();
  stream.update(snapshotOf());
  stream.update(snapshotOf({ session_id: null, resumable: kept }));
  equal([stream.isPaused(), changes()], [true, 2]);
  stream.update(snapshotOf({ session_id: null }));
  equal([stream.isPaused(), changes()], [false, 3]);
});

test('a stream that ended because the music was stopped, has failed or plays on a page is not fetched back', async () => {
  const onPage = (/** @type {import('/js/server/types.js').PlaybackState} */ state) => ({ playback: reportOf({ state, by: byPage }) });
  const pages = [onPage('playing'), onPage('generating'), onPage('downloading')];
  for (const over of [{ session_id: null }, { state: /** @type {const} */ ('error') }, ...pages]) {
    const { element, stream, server, fire, pass } = streamOf();
    server.says = () => Promise.resolve(snapshotOf(over));
    stream.play();
    fire('ended');
    await pass();
    equal([stream.isPlaying(), stream.isPaused(), element.plays, element.src], [false, false, 1, '']);
  }
});

test('a page that is idle does not keep the stream from being played again', async () => {
  const { element, stream, server, fire, pass } = streamOf();
  server.says = () => Promise.resolve(snapshotOf({ playback: reportOf({ state: 'idle', by: byPage }) }));
  stream.play();
  fire('ended');
  await pass();
  equal([stream.isPlaying(), element.plays], [true, 2]);
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

/** What plays here, with the acts of the page's own sound. @param {Partial<Model>} [changes] of the page's own model */
function playingHere(changes = {}) {
  const fakes = streamOf();
  /** @type {string[]} */
  const acts = [];
  const note = (/** @type {string} */ act) => () => { acts.push(act); };
  const session = { model: () => ({ ...createStore('me', { progress: () => null, onChange() {} }).state(), notice: 'taken', snapshot: snapshotOf(), ...changes }),
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
  const { stream, here, sound } = playingHere();
  const shown = () => {
    const { stateWords, play, canPause, canStop, noticeAct } = describe(here.model());
    return [stateWords, play, canPause, canStop, noticeAct];
  };
  equal(shown(), ['idle', 'Play here', false, false, null]);
  stream.play();
  equal(shown(), ['generating', null, true, true, 'takeBack']);
  sound();
  equal(shown(), ['playing', null, true, true, 'takeBack']);
  here.pause();
  equal(shown(), ['paused', 'Resume', false, true, 'takeBack']);
  here.stop();
  equal(here.model().playback, 'idle');
});

test('the timer pauses the stream for its break, plays it again, and stops it in the end', () => {
  const { stream, acts, here, sound } = playingHere();
  let now = 0;
  const focus = createFocus({ now: () => now, music: here });
  focus.choose('blocks-50-10');
  stream.play();
  sound();
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

test('the stream is connecting until it sounds, and again when it has broken off', () => {
  const { stream, here, fire, sound } = playingHere({ snapshot: snapshotOf({ segment_index: 7 }) });
  const state = () => here.model().playback;
  stream.play();
  const states = [state()];
  fire('timeupdate');
  states.push(state());
  sound();
  states.push(state());
  fire('error');
  states.push(state());
  here.pause();
  equal([...states, state()], ['downloading', 'downloading', 'playing', 'downloading', 'playing']);
});

test('a paused stream whose session was stopped elsewhere leaves Play to the page', () => {
  const { stream, here } = playingHere();
  stream.play();
  here.pause();
  stream.update(snapshotOf({ session_id: null }));
  equal([here.isStream(), here.model().playback, here.model().pausedBy], [false, 'idle', null]);
});

test('a pause just after the stream has begun is one of the page\'s own sound, too', () => {
  for (const playback of /** @type {const} */ (['playing', 'generating', 'error'])) {
    const { stream, acts, here } = playingHere({ playback, progress: progressOf(7, 20) });
    stream.play();
    here.pause();
    equal([stream.isPlaying(), stream.isPaused(), acts], [false, false, ['pause']]);
  }
});

test('a start of the page\'s own sound that failed before keeps nothing from the stream', () => {
  const { stream, acts, here, sound } = playingHere({ playback: 'error', problem: { code: 'unavailable' }, notice: null });
  stream.play();
  sound();
  equal([here.model().problem, describe(here.model()).noticeAct], [null, 'takeBack']);
  here.pause();
  equal([stream.isPaused(), here.isStream(), here.model().pausedBy, describe(here.model()).play], [true, true, 'hand', 'Resume']);
  here.resume();
  equal([stream.isPlaying(), acts], [true, []]);
});

test('a prompt that is refused while the stream plays is told', () => {
  const { stream, here, sound } = playingHere({ problem: { code: 'prompt-too-long' } });
  stream.play();
  sound();
  equal([here.model().playback, describe(here.model()).noticeAct], ['playing', 'shorten']);
});

test('a stream that is played by hand in a break is not at rest any more', () => {
  const { stream, here } = playingHere();
  here.listen();
  here.pause('break', 8);
  here.listen();
  equal([stream.isPlaying(), here.model().pausedBy], [true, null]);
  stream.pause();      // by the system
  here.endBreak(5);
  equal([stream.isPlaying(), here.model().pausedBy], [false, 'hand']);
  here.listen();
  here.listen();
  equal([stream.isPlaying(), stream.isPaused()], [false, false]);
});
