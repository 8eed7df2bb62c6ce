// @ts-check
import { problemWords, strings } from '/js/i18n/strings.js';
import { createSession } from '/js/session/session.js';
import { equal, test } from './harness.js';

test('a browser that has no sound to give makes Play say so, not in the server\'s name', async () => {
  /** @type {any} */
  let shown = null;
  const session = createSession({
    playerId: 'me', onDecoded: () => {}, refresh: () => Promise.reject(new Error('not asked')), onChange: model => { shown = { ...model }; },
    output: /** @type {any} */ ({ open: () => { throw new Error('no audio device'); } }),
  });
  await session.play('rain');
  equal([shown.playback, shown.problem.code], ['error', 'unexpected']);
  equal(problemWords(shown.problem), strings.unknownProblem);
});
