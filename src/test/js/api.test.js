// @ts-check
import * as api from '/js/server/api.js';
import { equal, test } from './harness.js';

/** @param {() => Promise<unknown>} request @returns {Promise<number | undefined>} milliseconds after which it is given up */
async function limitOf(request) {
  const { fetch, AbortSignal: { timeout } } = window;
  /** @type {Map<unknown, number>} */
  const limits = new Map();
  /** @type {AbortSignal | null | undefined} */
  let signal;
  AbortSignal.timeout = milliseconds => {
    const made = timeout.call(AbortSignal, milliseconds);
    limits.set(made, milliseconds);
    return made;
  };
  window.fetch = async (_, options) => {
    signal = options?.signal;
    return new Response('{}');
  };
  try {
    await request();
    return limits.get(signal);
  } finally {
    Object.assign(window, { fetch });
    AbortSignal.timeout = timeout;
  }
}

test('a start and a stop are waited for longer than the 20 s that the server gives its disk, everything else for 10 s', async () => {
  equal([await limitOf(() => api.start({ prompt: 'rain' })), await limitOf(api.stop)], [30_000, 30_000]);
  equal([await limitOf(() => api.changePrompt('rain')), await limitOf(api.status)], [10_000, 10_000]);
});
