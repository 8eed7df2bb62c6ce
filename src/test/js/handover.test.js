// @ts-check
import { createHandover } from '/js/session/handover.js';
import { equal, test } from './harness.js';

test('what sounds goes on until the newest session is heard, also when the one between them never was', () => {
  /** @type {string[]} */
  const closed = [];
  const handover = createHandover(/** @type {any} */ ({
    open: () => ({}),
    create: (/** @type {unknown} */ sound, /** @type {string} */ sessionId) =>
      ({ sessionId, stopFetching: () => undefined, close: () => closed.push(sessionId) }),
  }));
  handover.switchTo('heard');
  handover.complete();
  handover.switchTo('lost before it was heard');
  handover.switchTo('newest');
  equal(closed, ['lost before it was heard']);
  handover.complete();
  equal(closed, ['lost before it was heard', 'heard']);
});
