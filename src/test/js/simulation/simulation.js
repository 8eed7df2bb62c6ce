// @ts-check
/**
 * Minutes of listening in milliseconds: the page's own modules on virtual time, in front of a server, a network and a person that a seed
 * makes unreliable. The same seed gives the same minutes.
 *
 * @typedef {ReturnType<typeof import('./fake-server.js').createServer>} FakeServer
 * @typedef {ReturnType<typeof createPage>} Page
 * @typedef {object} World
 * @property {FakeServer} server
 * @property {ReturnType<typeof import('./fake-network.js').createNetwork>} network
 * @property {ReturnType<typeof import('./sound-check.js').createSoundCheck>} sound
 * @property {{ generation: number[], downloads: import('./fake-network.js').Download[], stale: number, remake: boolean }} script  what goes
 *   wrong next
 * @property {() => Page} page
 * @property {(seconds: number, act: () => void) => void} later
 * @property {() => void} reload
 * @property {(seconds?: number) => void} expectSilence  until something is heard again, for so long at least
 * @property {(seconds: number) => void} holdTicks
 * @property {(prompt: string | null) => void} wish  what the person has asked for last, and is to hear; null when that is not certain
 *
 * @typedef {object} Outcome
 * @property {number} seed
 * @property {string[]} violations
 * @property {Record<string, number>} moments  how often each kind happened
 * @property {Record<string, number>} most  there ever was of everything that is bounded
 * @property {number} heardSeconds
 * @property {number} seconds
 * @property {number} segments
 */
import { createBoundsCheck } from './bounds-check.js';
import { install } from './browser-fakes.js';
import { createNetwork } from './fake-network.js';
import { createServer } from './fake-server.js';
import { MOMENTS, SEEN } from './moments.js';
import { createRequestCheck } from './request-check.js';
import { createSoundCheck } from './sound-check.js';
import { createRandom, createVirtualTime } from './virtual-time.js';

const TROUBLED_SECONDS = 360;
const CALM_SECONDS = 200;
const TICK_SECONDS = 0.25;
const MAX_VIOLATIONS = 5;
const LOG_LINES = 60;
/** What has arrived fades out before music that has not. */
const UNDERRUN_FADE_SECONDS = 0.25;
const ROUTINE = /\/session\/(status|playback)/;

/** @param {number} seed @returns {Promise<Outcome & { log: string[] }>} */
export async function simulate(seed) {
  const random = createRandom(seed);
  const time = createVirtualTime();
  const log = /** @type {string[]} */ ([]);
  const violations = /** @type {string[]} */ ([]);
  const moments = /** @type {Record<string, number>} */ ({});
  const count = (/** @type {string} */ kind) => { moments[kind] = (moments[kind] ?? 0) + 1; };
  let sounding = false;
  let heldUntil = 0;
  let logAtViolation = /** @type {string[] | null} */ (null);
  let silentUntil = 0;
  let replacing = false;      // what has arrived of a segment ends, for the rest of it is gone
  let wished = /** @type {string | null} */ (null);
  let risenAt = /** @type {number | null} */ (null);

  /** @param {string} words */
  function violation(words) {
    if (violations.length < MAX_VIOLATIONS) {
      violations.push(`${time.now().toFixed(2)} s: ${words}`);
      logAtViolation = logAtViolation ?? log.slice(-LOG_LINES);
    }
  }

  /** @type {World['script']} */
  const script = { generation: [], downloads: [], stale: 0, remake: false };
  const server = createServer(time, {
    generationSeconds: index => script.generation.shift() ?? (index === 0 ? 3 : 5) + 20 * random(),
    download: () => script.downloads.shift() ?? { seconds: 0.2 + 3 * random() },
    isStale: () => script.stale > 0 && script.stale-- > 0,
  }, snapshot => {
    if (script.remake) {
      script.remake = false;
      script.remake = !server.remake();
    }
    network.push(snapshot);
  });
  const requests = createRequestCheck(violation);
  const bounds = createBoundsCheck(violation);
  const network = createNetwork(time, server, random, line => {
    note(`→ ${line}`);
    requests.note(line);
  });
  const sound = createSoundCheck({ now: time.now, takes: server.takes, violation, mustSound: () => sounding, busyUntil: () => heldUntil });

  /** @param {string} line of the page's log */
  function note(line) {
    if (!ROUTINE.test(line)) {
      log.push(`${time.now().toFixed(3)} ${line.replace(/^\[worksound\] \S+ /, '')}`);
    }
    if (log.length > 2 * LOG_LINES) {
      log.splice(0, LOG_LINES);
    }
    Object.entries(SEEN).filter(([, pattern]) => pattern.test(line)).forEach(([kind]) => count(kind));
    const planned = /(?:bridge \d+ pass \d+ planned:|planned: (?:jump|announced),) fade ([\d.]+) s at ([\d.]+) s/.exec(line);
    if (planned) {
      sound.announced(Number(planned[2]), Number(planned[1]));
    }
    const begins = /will be heard at ([\d.]+) s/.exec(line);
    if (begins) {
      sound.begins(Number(begins[1]));
      if (replacing) {
        replacing = false;
        world.expectSilence(sound.secondsUntil(Number(begins[1])));
      }
    }
    if (/ takes its place$/.test(line)) {
      replacing = true;
    }
    if (/ underrun at | given up: /.test(line)) {
      world.expectSilence(UNDERRUN_FADE_SECONDS);
    }
    if (/the prompt was not taken|state error → generating \(play\)/.test(line)) {
      world.wish(null);
    }
    if (/→ generating \(play\)/.test(line)) {
      requests.forget();
      if (!server.knowsMusic()) {
        world.wish(null);      // the next music begins with the words of Play
      }
    }
  }

  let page = /** @type {Page} */ (/** @type {unknown} */ (null));
  /** @type {World} */
  const world = {
    server, network, sound, script, page: () => page,
    later: (seconds, act) => { time.ofWorld(seconds, act); },
    reload() {
      dispatchEvent(new Event('pagehide'));
      time.endLife();
      network.forget();
      sound.forget();
      world.expectSilence();
      world.wish(null);
      globals.forgetListeners();
      open();
    },
    expectSilence(seconds = 0) {
      [sounding, risenAt, silentUntil] = [false, null, time.now() + seconds];
      sound.mayEnd();
    },
    wish(prompt) {
      wished = prompt;
    },
    holdTicks(seconds) {
      heldUntil = time.now() + seconds;
    },
  };

  function open() {
    page = createPage(modules, `page ${time.life()}`, model => {
      const playing = model.playback === 'playing' && model.pausedBy === null && (model.progress?.heard ?? null) !== null;
      risenAt = playing ? risenAt ?? Math.max(time.now(), silentUntil) + 0.3 : null;
    });
  }

  /** @param {number} until */
  function look(until) {
    sound.look(until);
    bounds.look(until, () => ({
      ...sound.held(), ...network.open(), 'known segments': page.session.model().known.length, 'things that wait': time.pending(),
    }));
    // Music must go on from the moment on that it is known to be heard.
    sounding ||= risenAt !== null && until >= risenAt && sound.contexts().some(context => context.state === 'running');
  }

  const globals = install(time, network, sound, () => Math.max(TICK_SECONDS, heldUntil - time.now()), note);
  const modules = await loadModules();
  try {
    open();
    page.session.play('rain');
    const kinds = Object.keys(MOMENTS);
    for (let at = 5 + 40 * random(); at < TROUBLED_SECONDS; at += 5 + 55 * random()) {
      const kind = kinds[Math.floor(random() * kinds.length)];
      time.ofWorld(at, () => {
        count(kind);
        log.push(`${time.now().toFixed(3)} ── ${kind}`);
        MOMENTS[kind](world, random);
      });
    }
    await time.pass(TROUBLED_SECONDS, look);
    await calmDown();
  } finally {
    globals.restore();
  }
  return {
    seed, violations, moments, most: bounds.most(), heardSeconds: sound.heardSeconds(), seconds: time.now(), segments: server.takes.size,
    log: logAtViolation ?? log.slice(-LOG_LINES),
  };

  /** The trouble is over: whatever has happened, the music comes back and goes on. */
  async function calmDown() {
    Object.assign(script, { generation: [], downloads: [], stale: 0, remake: false });
    await time.pass(60, look);
    if (['idle', 'error'].includes(page.session.model().playback) || page.session.model().notice === 'resumeByHand') {
      page.session.play('');
    }
    page.session.resume();
    await time.pass(CALM_SECONDS, look);
    const { playback, problem, progress } = page.session.model();
    if (playback !== 'playing' || problem !== null || !progress?.heard || progress.bridging) {
      violation(`after all trouble the page is ${playback}, with ${JSON.stringify(problem)}, ${JSON.stringify(progress)}`);
    } else if (server.takes.size - sound.newest() > 4) {
      violation(`take ${sound.newest()} is the newest that was heard of ${server.takes.size}`);
    }
    const { prompt } = /** @type {import('./fake-server.js').Take} */ (server.takes.get(server.takes.size)).segment;
    if (wished !== null && prompt !== wished) {
      violation(`the newest segment is of "${prompt}", not of "${wished}"`);
    }
  }
}

/** What a page consists of, as far as it plays. Loaded when the fakes are in place, for one of them makes a channel at once. */
export async function loadModules() {
  const [{ createOutput }, { createSession }, { followStatus }, { createScope }, { createTicker }] = await Promise.all([
    import('/js/audio/output.js'), import('/js/session/session.js'), import('/js/server/status.js'), import('/js/util/scope.js'),
    import('/js/util/ticker.js'),
  ]);
  return { createOutput, createSession, followStatus, createScope, createTicker };
}

/**
 * A page, wired as `main.js` does it.
 *
 * @param {Awaited<ReturnType<typeof loadModules>>} modules @param {string} playerId
 * @param {(model: import('/js/session/model.js').Model) => void} onChange
 */
export function createPage({ createOutput, createSession, followStatus, createScope, createTicker }, playerId, onChange) {
  const scope = createScope();
  const session = createSession({
    playerId, output: createOutput(), ticker: createTicker(), onDecoded: () => undefined, refresh: () => status.refresh(),
    askSnapshot: () => status.askSnapshot(), chosenFade: () => null, onChange,
  });
  const status = followStatus({ scope, onReachable: session.onReachable, onSnapshot: session.onSnapshot });
  return { session };
}
