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

test('a session whose sound is stuck goes on by another way out, and one whose sound is held back is asked for again', () => {
  /** @type {unknown[]} */
  const done = [];
  let stuck = false;
  const handover = createHandover(/** @type {any} */ ({
    open: () => 'first',
    create: (/** @type {unknown} */ sound, /** @type {string} */ sessionId) => {
      done.push(`${sessionId} by ${sound}`);
      return { sessionId, isStuck: () => stuck, wake: () => done.push('asked'), close: () => done.push(`${sound} closed`) };
    },
  }));
  const wake = () => handover.wake(/** @type {any} */ (() => 'second'));
  wake();
  handover.switchTo('session');
  wake();
  stuck = true;
  wake();
  equal(done, ['session by first', 'asked', 'session by second', 'first closed']);
});
