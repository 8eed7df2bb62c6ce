// @ts-check
import { createAnnouncer } from '/js/view/announcer.js';
import { equal, test } from './harness.js';

/** @returns {{ said: string[], announce: (sentences: readonly string[]) => void }} */
function listener() {
  /** @type {string[]} */
  const said = [];
  return { said, announce: createAnnouncer(words => said.push(words)) };
}

test('a screen reader is told what is new and nothing else', () => {
  const { said, announce } = listener();
  announce(['playing. rain', '', '']);
  announce(['playing. rain', 'snow is heard in about 1:05.', '']);
  announce(['playing. rain', 'snow is heard in about 1:04.', '']);
  announce(['playing. snow', '', '']);
  equal(said, ['playing. rain', 'snow is heard in about 1:05.', 'playing. snow']);
});

test('what comes back after it was gone is new again', () => {
  const { said, announce } = listener();
  announce(['playing. rain', 'A download failed.']);
  for (let again = 0; again < 2; again++) {
    announce(['playing. rain', '']);
    announce(['playing. rain', 'A download failed.']);
  }
  equal(said, ['playing. rain A download failed.', 'A download failed.', 'A download failed.\u00a0']);
});
