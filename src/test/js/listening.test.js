// @ts-check
import { isElsewhere } from '/js/view/detail.js';
import { equal, near, ok, test } from './harness.js';
import { listen } from './simulation/listening.js';

/** @typedef {import('./simulation/listening.js').Listening} Listening */

/** @param {Listening} listening @returns {number} seconds of the music's own time, whichever segment they are heard in */
function heardSecond({ session }) {
  const heard = session().model().progress?.heard;
  ok(heard, 'music is heard');
  return heard ? heard.index * 45 + heard.position : NaN;
}

const stateOf = (/** @type {Listening} */ { session }) => {
  const { playback, notice, pausedBy } = session().model();
  return [playback, notice, pausedBy];
};

/** @requirement B6 */
test('a click long after a reload goes on at the second that was left, which the server has forgotten', () => listen(100, async listening => {
  const { session, server, pass, reload, click } = listening;
  const left = heardSecond(listening);
  reload(true);
  await pass(5);
  equal(stateOf(listening), ['idle', 'resumeByHand', null]);
  server.takeOver(null);
  await pass(5);
  click(() => session().play(''));
  await pass(4);
  near(heardSecond(listening), left + 2, 2);
}));

/** @requirement B6 */
test('Play in another tab goes on where the music was heard last, long after the first was closed', () => listen(100, async listening => {
  const { session, server, pass, leave, click } = listening;
  const left = heardSecond(listening);
  leave();
  server.takeOver(null);
  await pass(30);
  click(() => session().play(''));
  await pass(4);
  near(heardSecond(listening), left + 2, 2);
}));

/** @requirement B6 */
test('Play in another tab after a restart of the server goes on where the music was heard last', () => listen(115, async listening => {
  const { session, server, pass, leave, click } = listening;
  const left = heardSecond(listening);
  leave();
  server.end(true);
  await pass(10);
  server.begin();
  await pass(10);
  click(() => session().play(''));
  await pass(4);
  near(heardSecond(listening), left + 2, 2);
}, 40));

/** @requirement B16 */
test('a pause made by hand outlasts a reload, and the music then goes on at the same second', () => listen(100, async listening => {
  const { session, pass, reload, click } = listening;
  session().pause('hand');
  await pass(10);
  const left = heardSecond(listening);
  reload();
  await pass(5);
  equal(stateOf(listening), ['idle', 'resumeByHand', null]);
  reload();
  await pass(20);
  equal(stateOf(listening), ['idle', 'resumeByHand', null]);
  click(() => session().play(''));
  await pass(4);
  near(heardSecond(listening), left + 2, 2);
}));

const stops = (/** @type {Listening} */ { lines }) => lines.filter(line => line === 'POST /session/stop').length;

test('the timer\'s end does not stop music that another page has taken over meanwhile', () => listen(60, async listening => {
  const { session, server, pass } = listening;
  session().end(8);
  await pass(4);
  server.takeOver('another page');
  await pass(10);
  equal([stops(listening), session().model().playback], [0, 'idle']);
}));

test('the timer\'s end is called off by whatever a person asks of the music, and without that it stops', async () => {
  const wishes = /** @type {Record<string, (session: ReturnType<Listening['session']>) => void>} */ ({
    pause: session => session.pause('hand'),
    'another prompt': session => session.apply('snow'),
    'something else': session => session.requestPiece(),
    play: session => session.play(''),
    nothing: () => undefined,
  });
  for (const [wish, act] of Object.entries(wishes)) {
    await listen(60, async listening => {
      const { session, pass } = listening;
      session().end(8);
      await pass(4);
      act(session());
      equal([wish, session().isEnding()], [wish, wish === 'nothing']);
      await pass(8);
      session().resume();
      await pass(2);
      equal([wish, stops(listening), session().model().playback], [wish, ...(wish === 'nothing' ? [1, 'idle'] : [0, 'playing'])]);
    });
  }
});

test('music that outlasts a restart which kept nothing can be paused before the first part of the next session', () => listen(60, async listening => {
  const { session, server, pass } = listening;
  server.end(false);
  server.begin();
  session().onSnapshot(server.snapshot());
  await pass(3);
  const { progress } = session().model();
  equal([progress?.newest, progress?.sounding], [null, true]);
}));

test('that another page plays is said for as long as it does', () => listen(60, async listening => {
  const { server, pass } = listening;
  server.takeOver('another page');
  await pass(1);
  equal(stateOf(listening), ['idle', 'taken', null]);
  server.takeOver(null);
  await pass(3);
  equal(stateOf(listening), ['idle', null, null]);
}));

test('music that is stopped elsewhere after a reload is offered no longer', () => listen(60, async listening => {
  const { server, pass, reload } = listening;
  reload(true);
  await pass(5);
  equal(stateOf(listening), ['idle', 'resumeByHand', null]);
  server.answer('POST', '/session/stop', null);
  await pass(5);
  equal(stateOf(listening), ['idle', null, null]);
}));

test('music that somebody else begins to play after a reload is offered no longer, nor does another reload take it over', () => {
  const begins = (/** @type {boolean} */ paused) => listen(60, async listening => {
    const { session, server, pass, reload } = listening;
    if (paused) {
      session().pause('hand');
      await pass(2);
    }
    reload(true);
    await pass(5);
    equal(stateOf(listening), ['idle', 'resumeByHand', null]);
    for (let reports = 0; reports < 3; reports++) {
      server.play('another page');
      await pass(2);
    }
    equal(stateOf(listening), ['idle', null, null]);
    equal(isElsewhere(session().model()), true);
    reload();
    await pass(5);
    equal([server.playerId(), ...stateOf(listening)], ['another page', 'idle', null, null]);
  });
  return begins(false).then(() => begins(true));
});
