// @ts-check
import { isDue, rememberDownload, thresholdSeconds } from '/js/loading/prefetch.js';
import { equal, near, test } from './harness.js';

const timing = {
  segment_seconds: 60, overlap_seconds: 15, crossfade_seconds: 4, prefetch_seconds: 15, prefetch_max_seconds: 20,
};

/** @requirement R15 */
test('the next segment is fetched at 15 s as long as downloads are quick', () => {
  equal(thresholdSeconds(timing, []), 15);
  equal(thresholdSeconds(timing, [0.2, 0.3, 5]), 15);
});

/** @requirement R15 */
test('the threshold grows with slow downloads, with some slack up to 20 s', () => {
  near(thresholdSeconds(timing, [10]), 17.5);
  equal(thresholdSeconds(timing, [14]), 20);
});

test('where a download as measured would not fit into 20 s, the next segment is fetched earlier still', () => {
  equal(thresholdSeconds(timing, [15.5]), 20.5);
  equal(thresholdSeconds(timing, [30]), 35);
});

test('four of five of the last ten downloads have to fit, older ones are forgotten', () => {
  near(thresholdSeconds(timing, [10, 1, 1, 1]), 17.5);
  equal(thresholdSeconds(timing, [10, 1, 1, 1, 1]), 15);
  near(thresholdSeconds(timing, [10, 10, 10, 1, 1, 1, 1, 1, 1, 1]), 17.5);
  equal(rememberDownload([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 11), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

/** @requirement R15 */
test('fetching waits for the threshold', () => {
  equal(isDue({ remaining: 15.1, threshold: 15, held: 1 }), false);
  equal(isDue({ remaining: 15, threshold: 15, held: 1 }), true);
});

test('no more than one segment is held beyond the sounding one', () => {
  equal(isDue({ remaining: 3, threshold: 15, held: 2 }), false);
});
