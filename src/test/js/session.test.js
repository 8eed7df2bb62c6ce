// @ts-check
import { problemWords, strings } from '/js/i18n/strings.js';
import { createSession } from '/js/session/session.js';
import { equal, test } from './harness.js';

test('a browser that has no sound to give makes Play say so, not in the server\'s name', async () => {
  const nothing = () => undefined;
  const noDevice = () => { throw new Error('no audio device'); };
  const notAsked = () => Promise.reject(new Error('not asked'));
  const session = createSession({
    playerId: 'me', ticker: { listen: () => () => undefined }, onDecoded: nothing, refresh: notAsked, askSnapshot: notAsked, chosenFade: () => null, onChange: nothing,
    output: { open: noDevice, reopen: noDevice, pause: nothing, resume: nothing, fadeOut: nothing, fadeIn: nothing },
  });
  await session.play('rain');
  const { playback, problem } = session.model();
  equal([playback, problem?.code], ['error', 'unexpected']);
  equal(problem && problemWords(problem), strings.unknownProblem);
});
