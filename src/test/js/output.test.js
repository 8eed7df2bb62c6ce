// @ts-check
import { createOutput } from '/js/audio/output.js';
import { equal, ok, test } from './harness.js';

/** A way out with a steady tone in it, as loud as possible. @param {ReturnType<typeof createOutput>} output */
function sounding(output) {
  const { context, input } = output.open();
  const tone = new ConstantSourceNode(context);
  tone.connect(input);
  tone.start();
  return context;
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

/** @param {AudioContext[]} contexts */
const close = contexts => Promise.all(contexts.map(context => context.close()));

test('volume and pauses act on the music that is bridged as well as on what takes its place', async () => {
  const output = createOutput();
  const both = [sounding(output), sounding(output)];
  await Promise.all(both.map(context => heardAt(context, 1)));
  output.setGain(0.5);
  await Promise.all(both.map(context => heardAt(context, 0.5)));
  output.pause(0.1);
  await until(() => both.every(context => context.state === 'suspended'), 'both wait');
  output.resume(0.1);
  await Promise.all(both.map(context => heardAt(context, 0.5)));
  await close(both);
});

test('an output that is paused as soon as it is open stays silent until it is resumed', async () => {
  const output = createOutput();
  const context = sounding(output);
  output.pause(0);
  await until(() => context.state === 'suspended', 'it waits');
  const { contexts, recordings } = /** @type {any} */ (window);
  const pieces = recordings[contexts.indexOf(context)];
  ok(pieces.every((/** @type {Float32Array} */ piece) => piece.every(sample => Math.abs(sample) < 0.01)), 'nothing is heard');
  output.resume(0.1);
  await heardAt(context, 1);
  await close([context]);
});

test('what goes on rises even when the browser is slow to let it', async () => {
  const output = createOutput();
  const context = sounding(output);
  await heardAt(context, 1);
  output.pause(0.1);
  await until(() => context.state === 'suspended', 'it waits');
  const resume = context.resume.bind(context);
  context.resume = () => Promise.reject(new DOMException('not now', 'InvalidStateError'));
  output.resume(0.1);
  equal(context.state, 'suspended');
  await resume();
  await heardAt(context, 1);
  await close([context]);
});

test('what is heard is recorded on when another session takes its place', async () => {
  const output = createOutput();
  const lost = sounding(output);
  await until(() => output.recording.seconds() > 0, 'something is recorded');
  const next = sounding(output);
  const seconds = output.recording.seconds();
  ok(output.analyser()?.context === lost, 'the one that sounds is looked at');
  await until(() => output.recording.seconds() > seconds, 'the lost one is recorded on');
  await close([lost]);
  await until(() => output.analyser()?.context === next, 'the next one is looked at');
  const before = output.recording.seconds();
  await until(() => output.recording.seconds() > before, 'the next one is recorded');
  await close([next]);
  await until(() => output.analyser() === null, 'nothing is left to look at');
});
