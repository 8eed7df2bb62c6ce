// @ts-check
import { bandsOf, eased } from '/js/view/visuals/spectrum.js';
import { audibleParts, createWaveformLayout, nextSeam, seams, shared } from '/js/view/visuals/waveform-layout.js';
import { equal, near, ok, test } from './harness.js';
import { slotOf } from './samples.js';

const seven = slotOf(7, 100, { fadedInAt: 100.1 });
const eight = slotOf(8, 145, { enterAt: 155.94, fadedInAt: 159.94 });

test('each segment is drawn until the next one enters', () => {
  equal(audibleParts([seven, eight]).map(({ index, from, to }) => [index, from, to]), [[7, 100, 155.94], [8, 155.94, 205]]);
});

test('what two segments share is marked on both sides of the seam', () => {
  equal(shared([seven, eight], 15), [{ from: 145, to: 160 }, { from: 190, to: 205 }]);
});

test('a seam lies where the next segment enters; without one, where it would', () => {
  const [known, coming] = seams([seven, eight], 4);
  equal([known.index, known.at, known.until, known.known], [8, 155.94, 159.94, true]);
  near(coming.until, 204.94);
  near(coming.at, 200.94);
  equal([coming.index, coming.known], [9, false]);
});

test('a bridge, the same segment again, is no seam', () => {
  const again = slotOf(7, 145, { pass: 1, enterAt: 158 });
  equal(seams([seven, again], 4).map(({ index, known }) => [index, known]), [[8, false]]);
});

test('the next seam is the one that is not over', () => {
  const all = seams([seven, eight], 4);
  equal([120, 158, 160].map(now => nextSeam(all, now)?.index), [8, 8, 9]);
  equal(nextSeam([], 1), null);
});

test('the waveform keeps what the player has let go of, for a while', () => {
  const layout = createWaveformLayout();
  layout.update({ now: 150, slots: [seven, eight] });
  layout.update({ now: 170, slots: [eight] });
  equal(layout.slots().map(slot => slot.index), [7, 8]);
  layout.update({ now: 300, slots: [eight] });
  equal(layout.slots().map(slot => slot.index), [8]);
  layout.update(null);
  equal(layout.slots(), []);
});

test('a plan that was given up before it was heard leaves no trace', () => {
  const layout = createWaveformLayout();
  const repeated = slotOf(7, 145, { pass: 1, enterAt: 156 });
  layout.update({ now: 150, slots: [seven, repeated] });
  layout.update({ now: 151, slots: [seven, eight] });
  equal(layout.slots(), [seven, eight]);
});

test('a segment that is still arriving grows in its place', () => {
  const layout = createWaveformLayout();
  layout.update({ now: 150, slots: [seven] });
  layout.update({ now: 151, slots: [{ ...seven, endsAt: 161 }] });
  equal(layout.slots().map(slot => slot.endsAt), [161]);
});

test('low pitches are on the left', () => {
  const strengths = new Uint8Array(512);
  strengths[2] = 255;       // about 94 Hz
  const bands = bandsOf(strengths, 46.875, 36);
  ok(bands.indexOf(Math.max(...bands)) < 6, `band ${bands.indexOf(Math.max(...bands))}`);
  ok(bands.every(band => band >= 0 && band <= 1), 'bands lie between 0 and 1');
});

test('a picture follows the sound quickly up and slowly down', () => {
  const [up] = eased([0], [1]);
  const [down] = eased([1], [0]);
  ok(up > 1 - down && up < 1, `up ${up}, down ${1 - down}`);
});
