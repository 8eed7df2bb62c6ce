// @ts-check
import { FADE_IN_SECONDS, GUARD_SECONDS, LEAD_SECONDS, planAnnouncedCrossfade } from '/js/audio/timeline.js';
import { createPlayer } from '/js/audio/player.js';
import { equal, near, ok, test } from './harness.js';
import { slotOf } from './samples.js';
import { JOINING, noise, RATE, render, segmentBufferOf, short } from './signals.js';

const SAMPLE = 0.5 / RATE;
const FADE = 4;
const piece = { index: 9, duration: 60, overlap: 0, lag: 0, apart: true };
const heard = slotOf(7, 100, { fadedInAt: 104 });

/** @param {import('/js/audio/timeline.js').Slot[]} slots @param {number} now @param {object} [changes] */
const plan = (slots, now, changes = {}) => planAnnouncedCrossfade(slots, { ...piece, ...changes }, now, FADE, RATE);

test('a segment that shares nothing is faded to at once, from its beginning', () => {
  const { kind, from, slot, fadeAt, fadeSeconds, gapSeconds } = plan([heard], 120);
  equal([kind, from.index, slot.index, slot.pass, gapSeconds], ['announced', 7, 9, 0, 0]);
  near(fadeAt, 120 + LEAD_SECONDS, SAMPLE);
  near(fadeSeconds, FADE, SAMPLE);
  near(slot.zeroAt, fadeAt, SAMPLE);
  near(slot.endsAt, fadeAt + 60, SAMPLE);
});

test('it waits until what is heard has faded in', () => {
  near(plan([slotOf(6, 60), heard], 101).fadeAt, 104, SAMPLE);
});

test('what was planned to come is given up while enough is left of what is heard', () => {
  const next = slotOf(8, 145, { enterAt: 156, fadedInAt: 159.94 });
  equal(plan([heard, next], 130).from.index, 7);
  const late = plan([heard, next], 155.95);
  equal(late.from.index, 8);
  near(late.fadeAt, 159.94, SAMPLE);
});

test('what begins with the very sample that can be changed is heard, and what is not heard yet follows where less than a fade is left', () => {
  const next = slotOf(8, 145, { enterAt: 156, fadedInAt: 159.94 });
  equal([155.89, 155.9].map(now => plan([heard, next], now).from.index), [7, 8]);
  const later = slotOf(8, 145, { enterAt: 157, fadedInAt: 159.94 });
  equal([155.9, 155.91].map(now => plan([heard, later], now).from.index), [7, 8]);
  near(plan([heard, later], 155.91).fadeAt, 159.94, SAMPLE);
});

test('at the very end of the music it takes what is left, and is never silent where it is in time', () => {
  const late = plan([heard], 158);
  near(late.fadeSeconds, 160 - 158 - LEAD_SECONDS, SAMPLE);
  equal(late.gapSeconds, 0);
  const missed = plan([heard], 161);
  near(missed.gapSeconds, 1 + LEAD_SECONDS, SAMPLE);
  near(missed.fadeSeconds, FADE_IN_SECONDS, SAMPLE);
});

test('of a segment that begins with earlier music only its end is heard, under the fade', () => {
  const { fadeAt, slot } = plan([heard], 120, { overlap: 15 });
  near(fadeAt - slot.zeroAt, 15 - GUARD_SECONDS - FADE, SAMPLE);
  near(slot.enterAt, fadeAt, SAMPLE);
});

/** The level of so many frames in dB. @param {Float32Array} samples @param {number} from @param {number} frames */
const levelDb = (samples, from, frames) =>
  10 * Math.log10(samples.slice(from, from + frames).reduce((sum, sample) => sum + sample * sample, 0) / frames);

/** @requirement B16 */
test('what comes out goes from the old music to the new one without a gap and without a step in level', async () => {
  const music = (/** @type {number} */ salt) =>
    segmentBufferOf((frame, channel) => 0.4 * noise(2 * frame + channel + salt * 1e7));
  let appended = false;
  const output = await render(8, context => {
    const player = createPlayer(context);
    player.begin(short(0), music(0), 0, JOINING);
    return now => {
      if (now >= 2 && !appended) {
        appended = true;
        player.append(short(1), music(1), JOINING);          // planned to come, and given up
        player.append(short(2, { join: 'crossfade', overlap_seconds: 0, gain_db: -2, gain_end_db: -2 }), segmentBufferOf(
          (frame, channel) => 0.4 * 10 ** (2 / 20) * noise(2 * frame + channel + 2e7)), JOINING);
      }
      player.tick();
    };
  });
  const samples = output.getChannelData(0);
  const levels = Array.from({ length: 60 }, (_, i) => levelDb(samples, (0.5 + i / 10) * RATE, RATE / 10));
  const middle = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  ok(levels.every(level => Math.abs(level - middle) < 0.5), levels.map(level => (level - middle).toFixed(2)).join(' '));
});
