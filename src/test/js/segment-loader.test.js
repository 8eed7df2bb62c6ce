// @ts-check
import { createPlayer } from '/js/audio/player.js';
import { SegmentBuffer } from '/js/audio/segment-buffer.js';
import { wavOf } from '/js/audio/wav.js';
import { createSegmentLoader } from '/js/loading/segment-loader.js';
import { equal, near, test } from './harness.js';
import { segmentOf, snapshotOf } from './samples.js';
import { addSecond, JOINING, RATE, render, SEGMENT, segmentBufferOf, short } from './signals.js';

const nothing = () => undefined;
const silence = () => 0;

/**
 * A loader of session s1.
 *
 * @param {Pick<Parameters<typeof createSegmentLoader>[0], 'context' | 'player' | 'askSnapshot' | 'onDecoded' | 'chosenFade'>
 *   & { onMissing?: () => void }} wiring
 */
const loaderOf = wiring => createSegmentLoader({
  sessionId: 's1', heard: null, signal: new AbortController().signal, onChange: nothing, onTrouble: nothing, onMissing: nothing, ...wiring,
});

/** A player that nothing has been given yet, on a clock that stands. */
function standingPlayer() {
  const context = new OfflineAudioContext(2, RATE, RATE);
  return { context, player: createPlayer(context) };
}

/** Requests are answered by this function meanwhile. @param {(path: string) => Promise<Response>} answer @param {() => Promise<void>} act */
async function withServer(answer, act) {
  const real = window.fetch;
  window.fetch = path => answer(String(path));
  try {
    await act();
  } finally {
    window.fetch = real;
  }
}

test('a server that does not know the session any more is not asked at every tick, but at once when a snapshot shows it', async () => {
  let asked = 0;
  let missed = 0;
  const { update } = loaderOf({ ...standingPlayer(),
    askSnapshot: async () => {
      asked++;
      return snapshotOf({ session_id: null });
    },
    onMissing: () => missed++,
  });
  const known = snapshotOf({ segments: [segmentOf(0)] });
  await update(known);
  await update();
  await update();
  equal([asked, missed], [1, 1]);
  await update(known);
  equal(asked, 2);
});

test('what the look before a download shows counts for the looks that follow, without a snapshot from elsewhere', async () => {
  let asked = 0;
  const { update } = loaderOf({ ...standingPlayer(),
    askSnapshot: async () => {
      asked++;
      return snapshotOf();
    },
  });
  await update(snapshotOf({ segments: [segmentOf(0)] }));
  await update();
  equal(asked, 1);
});

/** @requirement R15 */
test('the next segment is fetched when 15 s are left to play, not before', async () => {
  /** @type {number[]} */
  const askedAt = [];
  const twenty = new SegmentBuffer(RATE, 20 * RATE);
  for (let second = 0; second < 20; second++) {
    addSecond(twenty, silence);
  }
  await render(7, context => {
    const player = createPlayer(context);
    player.begin(segmentOf(0, { seconds: 20 }), twenty, 0, JOINING);
    const { update } = loaderOf({ context, player,
      askSnapshot: () => {
        askedAt.push(context.currentTime);
        return new Promise(nothing);
      },
    });
    return () => update(snapshotOf({ segments: [segmentOf(0), segmentOf(1)] }));
  });
  equal(askedAt.length, 1);
  near(askedAt[0], 5.25, 0.15);
});

/** @requirement B16 */
test('a new piece is fetched as soon as it is there, in place of what was to come before it', async () => {
  const { context, player } = standingPlayer();
  player.begin(segmentOf(0), segmentBufferOf(silence), 0, JOINING);
  const piece = segmentOf(2, { join: 'crossfade', source_index: null, overlap_seconds: 0 });
  const known = snapshotOf({ segments: [segmentOf(0), segmentOf(1), piece] });
  /** @type {string[]} */
  const requests = [];
  await withServer(async path => {
    requests.push(path);
    return new Response(null, { status: 404 });
  }, () => loaderOf({ context, player, askSnapshot: async () => known }).update(known));
  equal(requests, ['/audio/2.wav?session=s1']);
});

/** @requirement R14 */
test('before a WAV is fetched the status is asked, and what it shows is fetched', async () => {
  /** @type {string[]} */
  const requests = [];
  const { update } = loaderOf({ ...standingPlayer(),
    askSnapshot: async () => {
      requests.push('status');
      return snapshotOf({ segments: [segmentOf(1)] });
    },
  });
  await withServer(async path => {
    requests.push(path);
    return new Response(null, { status: 404 });
  }, () => update(snapshotOf({ segments: [segmentOf(0)] })));
  equal(requests, ['status', '/audio/1.wav?session=s1']);
});

/** @returns {Promise<Uint8Array>} a silent segment */
const silentFile = async () => new Uint8Array(await new Blob(
  await wavOf([new AudioBuffer({ numberOfChannels: 2, length: SEGMENT * RATE, sampleRate: RATE })], async () => undefined)).arrayBuffer());

/** @requirement R17 */
test('a chosen crossfade is no longer than what segments share', async () => {
  const file = await silentFile();
  const known = snapshotOf({ segments: [short(0), short(1, { bytes: file.byteLength })] });
  const { context, player } = standingPlayer();
  player.begin(short(0), segmentBufferOf(silence), 0, JOINING);
  /** @type {number[]} */
  const fades = [];
  for (const [chosen, expected] of [[known.timing.overlap_seconds + 5, known.timing.overlap_seconds], [0.5, 0.5]]) {
    const append = (/** @type {any[]} */ ...[, , { crossfade_seconds }]) => fades.push(crossfade_seconds - expected);
    const { update } = loaderOf({
      context, player: /** @type {any} */ ({ ...player, append }), askSnapshot: async () => known, chosenFade: () => chosen,
    });
    const answer = async () => new Response(/** @type {any} */ (file), { headers: { 'X-Session-Id': 's1', 'X-Segment-Index': '1' } });
    await withServer(answer, () => update(known));
  }
  equal(fades, [0, 0]);
});

/** @requirement R16 */
test('a segment is handed to the player when its last byte is here, not before', async () => {
  const file = await silentFile();
  const known = snapshotOf({ segments: [short(0), short(1, { bytes: file.byteLength })] });
  const { context, player } = standingPlayer();
  player.begin(short(0), segmentBufferOf(silence), 0, JOINING);
  /** @type {number[]} */
  const pieces = [];
  const { update, fetching } = loaderOf({ context, player, askSnapshot: async () => known,
    onDecoded: (_, from, buffer) => pieces.push(from, buffer.length) });
  const { readable, writable } = new TransformStream();
  const writer = writable.getWriter();
  await withServer(async () => new Response(readable, { headers: { 'X-Session-Id': 's1', 'X-Segment-Index': '1' } }), async () => {
    const fetched = update(known);
    const third = Math.ceil(file.byteLength / 3);
    for (const part of [file.subarray(0, third), file.subarray(third, 2 * third), file.subarray(2 * third, -1)]) {
      await writer.write(part);
      await new Promise(resolve => { setTimeout(resolve, 300); });     // so long that the link's rate is known
    }
    equal([player.newest(), (fetching()?.progress ?? 0) > 0.99], [0, true]);
    await writer.write(file.subarray(-1));
    await writer.close();
    await fetched;
    equal([player.newest(), fetching()], [1, null]);
    equal(pieces, [0, SEGMENT * RATE]);        // what is heard whole is scheduled in few pieces
  });
});
