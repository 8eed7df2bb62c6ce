// @ts-check
import { createTicker } from '/js/util/ticker.js';
import { equal, test } from './harness.js';

/** @param {import('/js/util/ticker.js').Ticker} ticker @param {number} count @returns {Promise<void>} after so many ticks */
const ticks = (ticker, count) => new Promise(resolve => {
  let left = count;
  const stop = ticker.listen(() => {
    if (--left === 0) {
      stop();
      resolve();
    }
  });
});

test('one worker ticks for all who listen, as long as they do', async () => {
  const ticker = createTicker();
  let heard = 0;
  const stop = ticker.listen(() => { heard++; });
  await ticks(ticker, 2);
  stop();
  const before = heard;
  await ticks(ticker, 2);
  equal([before >= 2, heard], [true, before]);
});

test('a page whose worker does not load ticks by itself', async () => {
  await ticks(createTicker(() => new Worker('/js/util/no-such-worker.js')), 2);
});

test('a browser without workers ticks all the same', async () => {
  await ticks(createTicker(() => { throw new Error('no workers here'); }), 2);
});
