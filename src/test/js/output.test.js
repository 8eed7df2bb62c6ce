// @ts-check
import { createOutput } from '/js/audio/output.js';
import { equal, ok, test } from './harness.js';

/** A way out with a steady tone in it, as loud as possible. @param {ReturnType<typeof createOutput>} output @param {{ beside?: boolean }} [how] */
function sounding(output, how) {
  const sound = output.open(how);
  const tone = new ConstantSourceNode(sound.context);
  tone.connect(sound.input);
  tone.start();
  return sound;
}

/** @param {() => boolean} condition @param {string} words */
async function until(condition, words) {
  const deadline = performance.now() + 15_000;
  while (!condition()) {
    ok(performance.now() < deadline, `waited in vain until ${words}`);
    await new Promise(resolve => { setTimeout(resolve, 20); });
  }
}

/** @param {AudioContext} context @returns {number} the newest sample that left it, as recorded */
function level(context) {
  const { contexts, recordings } = /** @type {any} */ (window);
  return recordings[contexts.indexOf(context)].at(-1)?.at(-1) ?? NaN;
}

/** @param {AudioContext} context @param {number} wanted */
const heardAt = (context, wanted) => until(() => Math.abs(level(context) - wanted) < 0.01, `${wanted} is heard, not ${level(context)}`);

test('all that plays leaves through one audio context, for the page\'s life', async () => {
  const output = createOutput();
  const lost = sounding(output);
  const next = sounding(output, { beside: true });
  ok(lost.context === next.context, 'it is the same one');
  lost.release();
  next.release();
  await until(() => next.context.state === 'suspended', 'it is suspended while nothing plays');
  const again = sounding(output);
  ok(again.context === next.context, 'it is the same one again');
  await heardAt(again.context, 1);
  await again.context.close();
});

test('volume and pauses act on the music that is bridged as well as on what takes its place', async () => {
  const output = createOutput();
  const lost = sounding(output);
  sounding(output, { beside: true });
  const { context } = lost;
  await heardAt(context, 2);
  output.setGain(0.25);
  await heardAt(context, 0.5);
  output.pause(0.1);
  await until(() => context.state === 'suspended', 'both wait');
  output.resume(0.1);
  await heardAt(context, 0.5);
  lost.release();
  await heardAt(context, 0.25);
  await context.close();
});

test('an output that is paused as soon as it is open stays silent until it is resumed', async () => {
  const output = createOutput();
  const { context } = sounding(output);
  output.pause(0);
  await until(() => context.state === 'suspended', 'it waits');
  const { contexts, recordings } = /** @type {any} */ (window);
  const pieces = recordings[contexts.indexOf(context)];
  ok(pieces.every((/** @type {Float32Array} */ piece) => piece.every(sample => Math.abs(sample) < 0.01)), 'nothing is heard');
  output.resume(0.1);
  await heardAt(context, 1);
  await context.close();
});

test('what takes the place of music that is paused waits like it', async () => {
  const output = createOutput();
  const { context } = sounding(output);
  await heardAt(context, 1);
  output.pause(0.1);
  await until(() => context.state === 'suspended', 'it waits');
  sounding(output, { beside: true });
  const stood = context.currentTime;
  await new Promise(resolve => { setTimeout(resolve, 300); });
  equal([context.state, context.currentTime], ['suspended', stood]);
  output.resume(0.1);
  await heardAt(context, 2);
  await context.close();
});

test('music that begins while the last one fades into a pause is heard', async () => {
  const output = createOutput();
  const last = sounding(output);
  await heardAt(last.context, 1);
  output.pause(0.3);
  const next = sounding(output);
  last.release();
  await heardAt(next.context, 1);
  await new Promise(resolve => { setTimeout(resolve, 500); });
  equal(next.context.state, 'running');
  await heardAt(next.context, 1);
  await next.context.close();
});

test('what goes on rises even when the browser is slow to let it', async () => {
  const output = createOutput();
  const { context } = sounding(output);
  await heardAt(context, 1);
  output.pause(0.1);
  await until(() => context.state === 'suspended', 'it waits');
  const resume = context.resume.bind(context);
  context.resume = () => Promise.reject(new DOMException('not now', 'InvalidStateError'));
  output.resume(0.1);
  equal(context.state, 'suspended');
  await resume();
  await heardAt(context, 1);
  await context.close();
});

test('what is heard is recorded on when another session takes its place', async () => {
  const output = createOutput();
  const lost = sounding(output);
  await until(() => output.recording.seconds() > 0, 'something is recorded');
  const next = sounding(output, { beside: true });
  lost.release();
  const seconds = output.recording.seconds();
  await until(() => output.recording.seconds() > seconds + 1, 'the next one is recorded');
  ok(output.analyser() !== null, 'it is looked at');
  next.release();
  equal(output.analyser(), null);
  await next.context.close();
});

test('a clock that stands though it should run is not suspended, and what opens anew has another context', async () => {
  const output = createOutput();
  const { context, release } = sounding(output);
  await heardAt(context, 1);
  let suspended = 0;
  Object.defineProperties(context, {
    currentTime: { get: () => 1, configurable: true }, suspend: { value: () => { suspended++; return Promise.resolve(); } },
    resume: { value: () => { suspended++; return Promise.resolve(); } },
  });
  output.pause(0);
  await new Promise(resolve => { setTimeout(resolve, 1_000); });
  output.resume(0);
  const again = output.reopen();
  release();
  await new Promise(resolve => { setTimeout(resolve, 1_000); });
  await until(() => again.context.state === 'running', 'what opens anew runs');
  equal([suspended, again.context === context], [0, false]);
  again.release();
  await until(() => again.context.state === 'suspended', 'it is suspended while nothing plays');
  await Promise.all([again.context.close(), AudioContext.prototype.close.call(context)]);
});
