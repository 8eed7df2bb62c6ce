// @ts-check
/**
 * What the person's Play, Stop and Apply do, and what the server's news does to them.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').Segment} Segment
 * @typedef {import('./listening.js').Listening} Listening
 *
 * @typedef {object} Model           all the page knows; what is shown follows from it
 * @property {import('./types.js').PlaybackState} playback
 * @property {Snapshot | null} snapshot
 * @property {boolean} reachable     whether the server answers
 * @property {{ code: string, detail?: string } | null} problem
 * @property {'taken' | 'stoppedElsewhere' | 'resumeByHand' | null} notice
 * @property {Error | null} trouble  a download that failed and is being tried again
 * @property {import('./prompt-change.js').PromptChange | null} change
 * @property {import('./listening.js').Progress | null} progress
 * @property {'hand' | 'break' | null} resting   why the music waits at its second, null while it goes on
 * @property {Segment | null} segment    the one that is heard
 * @property {readonly Segment[]} known  segments seen lately, oldest first
 * @property {readonly number[]} delays  seconds the last downloads took, oldest first
 */
import * as api from './api.js';
import { lastHeard } from './attach.js';
import { enterSession } from './enter.js';
import { followDelays } from './history.js';
import { createListening } from './listening.js';
import * as log from './log.js';
import { next } from './playback.js';
import { asksForMore, followChange } from './prompt-change.js';
import { forgetListening, maySound, rememberedListening, rememberListening } from './reload.js';
import { createResting } from './resting.js';
import { createSteering } from './steering.js';

/** Segments are spoken of until they have left the picture. */
const KNOWN_SEGMENTS = 8;

/**
 * @param {object} wiring
 * @param {string} wiring.playerId             new for every page load
 * @param {Pick<import('./output.js').Output, 'open' | 'hold' | 'goOn' | 'fadeOut'>} wiring.output
 * @param {import('./fetcher.js').OnDecoded} wiring.onDecoded
 * @param {() => Promise<Snapshot>} wiring.refresh
 * @param {(model: Model) => void} wiring.onChange  after every change and while something sounds
 */
export function createSession({ playerId, output, onDecoded, refresh, onChange }) {
  /** @type {Model} */
  const model = {
    playback: 'idle', snapshot: null, reachable: true, problem: null, notice: null, trouble: null, change: null, progress: null,
    resting: null, segment: null, known: [], delays: [],
  };
  /** @type {Listening | null} */
  let listening = null;
  let attempt = 0;               // the newest Play or Stop wins
  /** @type {Promise<unknown>} */
  let commands = Promise.resolve();
  const { apply, undo } = createSteering({ model, changed });
  const { rest, goOn } = createResting({ model, output, changed, isListening: () => listening !== null });

  /** Start and stop reach the server in the order they were given. @template T @param {() => Promise<T>} command @returns {Promise<T>} */
  function inOrder(command) {
    const result = commands.then(command);
    commands = result.catch(() => undefined);
    return result;
  }

  /** @param {import('./playback.js').PlaybackEvent} event */
  function dispatch(event) {
    const before = model.playback;
    model.playback = next(before, event);
    if (model.playback !== before) {
      log.info(`state ${before} → ${model.playback} (${event})`);
      listening?.report();
    }
    changed();
  }

  function changed() {
    model.progress = listening?.progress() ?? null;
    model.change = followChange(model.change, model.snapshot, model.progress);
    model.delays = followDelays(model.delays, model.progress?.delay);
    model.segment = model.known.find(segment => segment.index === model.progress?.heard?.index) ?? null;
    onChange(model);
  }

  /** Play: starts a session, listens in to the running one, or takes up one that failed. @param {string} prompt */
  async function play(prompt) {
    if (model.resting !== null) {
      goOn();
      return;
    }
    if (model.playback !== 'idle' && model.playback !== 'error') {
      return;
    }
    const mine = ++attempt;
    Object.assign(model, { problem: null, notice: null });
    const sound = listening ? null : output.open();
    dispatch('play');
    try {
      const { sessionId, attached } = await inOrder(() => enterSession(model.snapshot, prompt));
      if (mine !== attempt) {
        sound?.context.close();
        return;
      }
      if (sound) {
        listen(sound, sessionId);
      }
      if (attached && asksForMore(prompt, model.snapshot)) {
        apply(prompt);
      }
    } catch (error) {
      sound?.context.close();
      if (mine === attempt) {
        fail(error);
      }
    }
  }

  /** @param {{ context: AudioContext, input: AudioNode }} sound @param {string} sessionId */
  function listen(sound, sessionId) {
    rememberListening(sessionId);
    listening = createListening({
      context: sound.context, output: sound.input, sessionId, playerId, refresh, onDecoded, onEvent: dispatch, onLost: leave,
      resting: () => model.resting !== null,
      heard: model.snapshot?.session_id === sessionId ? lastHeard(model.snapshot) : null,
      state: () => model.playback,
      onTrouble: error => { model.trouble = error; },
    });
    if (model.snapshot) {
      listening.look(model.snapshot);
    }
  }

  /** Stop: quiet at once here, told at once to the server. */
  async function stop() {
    attempt++;
    leave(null);
    try {
      await inOrder(api.stop);
    } catch (error) {
      fail(error);
    }
  }

  /** Ends this page's listening; the session may go on. @param {Model['notice']} notice */
  function leave(notice) {
    listening?.close();
    listening = null;
    forgetListening();
    Object.assign(model, { notice, problem: null, trouble: null, change: null, resting: null });
    if (notice) {
      log.info(`playback given up: ${notice}`);
    }
    dispatch('end');
  }

  /** @param {Error & { code?: string, detail?: string }} error */
  function fail(error) {
    log.error('the music cannot go on', error);
    model.problem = { code: error.code ?? 'unexpected', detail: error.detail ?? error.message };
    dispatch('fail');
  }

  /** Stops after a long fade, unless the person decides otherwise meanwhile. @param {number} seconds */
  function end(seconds) {
    const mine = attempt;
    output.fadeOut(seconds);
    setTimeout(() => mine === attempt && stop(), seconds * 1000);
  }

  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    const loaded = model.snapshot === null && attempt === 0;
    model.known = remember(snapshot.session_id === model.snapshot?.session_id ? model.known : [], snapshot.segments);
    model.snapshot = snapshot;
    if (loaded && snapshot.session_id !== null && snapshot.session_id === rememberedListening()) {
      takeUp(snapshot.session_id);
    }
    if (listening?.look(snapshot)) {
      followFailure(snapshot);
    }
    changed();
  }

  /** @param {Snapshot} snapshot of the session being listened to */
  function followFailure(snapshot) {
    const failed = snapshot.state === 'error';
    if (failed && model.playback !== 'error') {
      fail(Object.assign(new Error(snapshot.error?.message ?? ''), { code: snapshot.error?.code ?? 'generation-failed' }));
    } else if (!failed && model.playback === 'error') {
      model.problem = null;
      dispatch('recover');
    }
  }

  /** Goes on by itself after a reload, where the browser lets music begin without a click. @param {string} sessionId */
  async function takeUp(sessionId) {
    const mine = ++attempt;
    const sound = output.open();
    const allowed = await maySound(sound.context);
    if (mine === attempt && allowed) {
      dispatch('play');
      listen(sound, sessionId);
      return;
    }
    sound.context.close();
    if (mine === attempt) {
      model.notice = 'resumeByHand';
      changed();
    }
  }

  /** @param {boolean} reachable */
  function onReachable(reachable) {
    model.reachable = reachable;
    changed();
  }

  return {
    play, stop, apply, undo, rest, goOn, end, onSnapshot, onReachable,
    /** What is scheduled, null when nothing plays. */
    plan: () => listening?.plan() ?? null,
    model: () => model,
    /** Something went wrong that does not stop the music. @param {{ code: string }} problem */
    warn(problem) {
      model.problem = problem;
      changed();
    },
  };
}

/** @param {readonly Segment[]} known @param {readonly Segment[]} segments @returns {readonly Segment[]} oldest first, bounded */
const remember = (known, segments) =>
  [...known.filter(each => !segments.some(segment => segment.index === each.index)), ...segments].slice(-KNOWN_SEGMENTS);
