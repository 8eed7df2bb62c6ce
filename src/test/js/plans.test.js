// @ts-check
import { LEAD_SECONDS, planAnnouncedCrossfade, planNext } from '/js/audio/timeline.js';
import { equal, test } from './harness.js';
import { casesOf } from './tables.js';

/** @typedef {import('/js/audio/timeline.js').Slot} Slot */

const RATE = 48_000;

/** The table counts in frames. @param {number} frames */
const seconds = frames => frames / RATE;
/** @param {number} time seconds */
const frames = time => Math.round(time * RATE);

/** @param {number[]} row @returns {Slot} */
const slotOf = ([index, pass, zeroAt, enterAt, fadedInAt, endsAt]) =>
  ({ index, pass, zeroAt: seconds(zeroAt), enterAt: seconds(enterAt), fadedInAt: seconds(fadedInAt), endsAt: seconds(endsAt) });

/** @param {Slot} slot */
const rowOf = ({ index, pass, zeroAt, enterAt, fadedInAt, endsAt }) => [index, pass, ...[zeroAt, enterAt, fadedInAt, endsAt].map(frames)];

/** What is decided at a time is heard a little later here; the table says from when on. @param {any} given */
function planned({ fade, overlap, own_overlap: ownOverlap, now, slots, next }) {
  const rows = slots.map(slotOf);
  const looked = seconds(now) - LEAD_SECONDS;
  const candidate = next && { index: next.index, duration: seconds(next.frames), overlap: seconds(next.overlap), lag: seconds(next.lag) };
  const options = { fadeSeconds: seconds(fade), overlapSeconds: seconds(overlap), ownOverlap: seconds(ownOverlap) };
  const step = next?.apart ? planAnnouncedCrossfade(rows, candidate, looked, options.fadeSeconds, RATE) : planNext(rows, candidate, looked, options, RATE);
  return step.kind === 'wait' ? null : { kind: step.kind, from: rows.indexOf(step.from), slot: rowOf(step.slot), fade_at: frames(step.fadeAt),
    fade_frames: frames(step.fadeSeconds), gap: frames(step.gapSeconds) };
}

/** @requirement B12 */
test('the page plans what the stream plans, to the frame', async () => {
  for (const each of await casesOf('plans')) {
    equal([each.name, planned(each)], [each.name, each.step]);
  }
});
