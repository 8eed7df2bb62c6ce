// @ts-check
import { createScope } from '/js/util/scope.js';
import { followStatus, isNewer } from '/js/server/status.js';
import { equal, test, thrownBy } from './harness.js';
import { snapshotOf } from './samples.js';

const known = snapshotOf({ version: 12, server_time: '2026-01-01T00:00:10.000Z' });

test('the first snapshot is new', () => equal(isNewer(null, known), true));

test('a newer version is new', () => equal(isNewer(known, { ...known, version: 13 }), true));

test('a slow poll that is overtaken by a push is thrown away', () => {
  equal(isNewer(known, { ...known, version: 11, server_time: '2026-01-01T00:00:09.900Z' }), false);
});

test('a server that has restarted counts from one again and is believed', () => {
  equal(isNewer(known, { ...known, version: 1, server_time: '2026-01-01T00:00:15.000Z' }), true);
});

/** Streams that connect and break when the test says so, and a server that answers when it says so. */
function heldServer() {
  const real = { fetch: window.fetch, EventSource: window.EventSource };
  const scope = createScope();
  /** @type {any[]} */
  const streams = [];
  /** @type {() => void} */
  let announce = () => undefined;
  const server = {
    scope, streams, answers: false,
    /** @returns {Promise<void>} when the page opens the next stream */
    nextStream: () => new Promise(resolve => { announce = () => resolve(undefined); }),
    open: () => streams.filter(each => each.readyState !== 2).map(each => streams.indexOf(each)),
    close() {
      scope.end();
      Object.assign(window, real);
    },
  };
  Object.assign(window, {
    fetch: async () => {
      if (!server.answers) {
        throw new TypeError('no connection');
      }
      return new Response(JSON.stringify(known));
    },
    EventSource: class extends EventTarget {
      static CLOSED = 2;
      readyState = 0;
      constructor() {
        super();
        streams.push(this);
        announce();
      }
      close() {
        this.readyState = 2;
      }
    },
  });
  return server;
}

/** @requirement P4 */
test('there is one stream of events at any time, and one that is closed does not touch the newest', async () => {
  const server = heldServer();
  try {
    const { refresh } = followStatus({ scope: server.scope, onSnapshot: () => undefined, onReachable: () => undefined });
    await thrownBy(refresh);
    const second = server.nextStream();
    server.answers = true;
    await refresh();
    await second;
    equal(server.open(), [1]);
    server.streams[0].onerror();
    equal([server.streams.length, server.open()], [2, [1]]);
    server.scope.end();
    equal(server.open(), []);
  } finally {
    server.close();
  }
});

test('what one part of the page asks for itself, the others are not called with', async () => {
  const server = heldServer();
  server.answers = true;
  try {
    /** @type {number[]} */
    const heard = [];
    const { refresh, askSnapshot } = followStatus({
      scope: server.scope, onSnapshot: ({ version }) => heard.push(version), onReachable: () => undefined });
    equal([(await askSnapshot()).version, heard], [12, []]);
    await refresh();
    equal(heard, [12]);
    server.streams[0].dispatchEvent(new MessageEvent('status', { data: JSON.stringify({ ...known, version: 13 }) }));
    equal([(await askSnapshot()).version, heard], [13, [12, 13]]);
  } finally {
    server.close();
  }
});

test('a hidden page that plays nothing holds no stream, and has one again when it is seen or plays', async () => {
  const server = heldServer();
  let hidden = false;
  let needed = false;
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  const look = (/** @type {boolean} */ isHidden) => {
    hidden = isHidden;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  try {
    followStatus({ scope: server.scope, onSnapshot: () => undefined, onReachable: () => undefined, isNeeded: () => needed });
    equal(server.open(), [0]);
    look(true);
    equal(server.open(), []);
    const second = server.nextStream();
    look(false);
    await second;
    equal(server.open(), [1]);
    needed = true;
    look(true);
    equal(server.open(), [1]);
  } finally {
    Reflect.deleteProperty(document, 'hidden');
    server.close();
  }
});
