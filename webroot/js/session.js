// @ts-check
/**
 * What the person's Play, Stop and Apply do, and what the server's news does to them.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').PlaybackState} PlaybackState
 * @typedef {import('./listening.js').Listening} Listening
 * @typedef {{ code: string, detail?: string }} Problem
 *
 * @typedef {object} Model           all the page knows; what is shown follows from it
 * @property {PlaybackState} playback
 * @property {Snapshot | null} snapshot
 * @property {boolean} reachable     whether the server answers
 * @property {Problem | null} problem
 * @property {'taken' | 'stoppedElsewhere' | 'resumeByHand' | null} notice
 * @property {Error | null} trouble  a download that failed and is being tried again
 * @property {{ appliesFrom: number | null, prompt: string } | null} change  the prompt on its way
 * @property {ReturnType<Listening['progress']> | null} progress
 */
import * as api from './api.js';
import { createListening } from './listening.js';
import * as log from './log.js';
import { next } from './playback.js';
import { createReporter } from './reporter.js';

/** Remembers across a reload, in this tab only, which session was being listened to. */
const LISTENING_KEY = 'worksound.listening';

/** How long the browser may take to let music begin without a click. */
const AUTOPLAY_MILLISECONDS = 1_000;

/**
 * @param {object} wiring
 * @param {string} wiring.playerId             new for every page load
 * @param {() => AudioContext} wiring.createContext
 * @param {() => Promise<Snapshot>} wiring.refresh
 * @param {(model: Model) => void} wiring.onChange  after every change and while something sounds
 */
export function createSession({ playerId, createContext, refresh, onChange }) {
  /** @type {Model} */
  const model = {
    playback: 'idle', snapshot: null, reachable: true, problem: null, notice: null, trouble: null, change: null,
    progress: null,
  };
  /** @type {Listening | null} */
  let listening = null;
  /** @type {{ send: () => void } | null} */
  let reporter = null;
  let seen = false;              // the server has confirmed the session of this stretch
  let owned = false;             // the server has confirmed that playback is this page's
  let attempt = 0;
  /** @type {Promise<unknown>} */
  let commands = Promise.resolve();

  /** Start and stop reach the server in the order they were given. @template T @param {() => Promise<T>} command @returns {Promise<T>} */
  function inOrder(command) {
    const result = commands.then(command, command);
    commands = result.catch(() => undefined);
    return result;
  }

  /** @param {import('./playback.js').PlaybackEvent} event */
  function dispatch(event) {
    const before = model.playback;
    model.playback = next(before, event);
    if (model.playback !== before) {
      log.info(`state ${before} → ${model.playback} (${event})`);
      reporter?.send();
    }
    changed();
  }

  function changed() {
    const before = model.progress?.heard?.index;
    model.progress = listening?.progress() ?? null;
    if (listening && model.progress?.heard?.index !== before) {
      reporter?.send();
    }
    onChange(model);
  }

  /** Play: starts a session, listens in to the running one, or takes up one that failed. @param {string} prompt */
  async function play(prompt) {
    if (model.playback !== 'idle' && model.playback !== 'error') {
      return;
    }
    const mine = ++attempt;
    Object.assign(model, { problem: null, notice: null });
    const context = listening ? null : createContext();
    dispatch('play');
    try {
      const sessionId = await inOrder(() => enter(prompt));
      if (mine === attempt && context) {
        listen(context, sessionId);
      } else {
        context?.close();
      }
    } catch (error) {
      context?.close();
      if (mine === attempt) {
        fail(error);
      }
    }
  }

  /** @param {string} prompt @returns {Promise<string>} the id of the session to listen to */
  async function enter(prompt) {
    const { snapshot } = model;
    if (snapshot?.session_id && snapshot.state !== 'error') {
      return snapshot.session_id;
    }
    try {
      const body = snapshot?.state === 'error' ? { resume: true } : { prompt };
      return (await api.start(body)).session_id;
    } catch (error) {
      if (error.code === 'already-running') {
        log.info(`a session is running already: listening in to ${error.extras.session_id}`);
        return error.extras.session_id;
      }
      throw error;
    }
  }

  /** @param {AudioContext} context @param {string} sessionId */
  function listen(context, sessionId) {
    seen = false;
    owned = false;
    let claim = true;
    listening = createListening({
      context, sessionId, refresh, onEvent: dispatch, onTrouble: error => { model.trouble = error; },
    });
    sessionStorage.setItem(LISTENING_KEY, sessionId);
    reporter = createReporter({
      scope: listening.scope,
      report: () => {
        const report = { ...reportOf(sessionId), ...(claim && { claim }) };
        claim = owned && model.snapshot?.playback === null;   // the server has forgotten who plays
        return report;
      },
      onRefused: code => leave(code === 'playback-taken' ? 'taken' : 'stoppedElsewhere'),
    });
    if (model.snapshot) {
      listening.look(model.snapshot);
    }
  }

  /** @param {string} sessionId */
  function reportOf(sessionId) {
    const { heard, delay, underruns } = /** @type {Listening} */ (listening).progress();
    return {
      player_id: playerId, session_id: sessionId, state: model.playback === 'error' ? 'idle' : model.playback,
      segment_index: heard?.index ?? null, position_seconds: heard?.position ?? 0,
      buffered_seconds: heard?.buffered ?? 0, underruns, download_seconds: delay,
    };
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
    reporter = null;
    sessionStorage.removeItem(LISTENING_KEY);
    Object.assign(model, { notice, problem: null, trouble: null, change: null });
    if (notice) {
      log.info(`playback given up: ${notice}`);
    }
    dispatch('end');
  }

  /** @param {Error & Partial<Problem>} error */
  function fail(error) {
    log.error('the music cannot go on', error);
    model.problem = { code: error.code ?? 'unexpected', detail: error.detail ?? error.message };
    dispatch('fail');
  }

  /** Apply: the prompt for the segments to come. @param {string} prompt */
  async function apply(prompt) {
    model.problem = null;
    model.change = { appliesFrom: null, prompt };
    changed();
    try {
      const answer = await api.changePrompt(prompt);
      model.change = { appliesFrom: answer.applies_from_segment, prompt: answer.prompt };
    } catch (error) {
      log.error('the prompt was not taken', error);
      model.change = null;
      model.problem = { code: error.code, detail: error.detail };
    }
    changed();
  }

  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    const first = model.snapshot === null;
    model.snapshot = snapshot;
    if (first) {
      goOnAfterReload(snapshot);
    }
    if (listening && stillOurs(listening, snapshot)) {
      followServerState(snapshot);
      listening.look(snapshot);
    }
    changed();
  }

  /** @param {Listening} stretch @param {Snapshot} snapshot @returns {boolean} whether this page goes on listening */
  function stillOurs(stretch, snapshot) {
    if (snapshot.session_id !== stretch.sessionId) {
      if (seen) {
        leave(snapshot.session_id === null ? 'stoppedElsewhere' : 'taken');
      }
      return false;
    }
    seen = true;
    const owner = snapshot.playback?.player_id;
    if (owned && owner && owner !== playerId) {
      leave('taken');
      return false;
    }
    owned ||= owner === playerId;
    return true;
  }

  /** @param {Snapshot} snapshot */
  function followServerState(snapshot) {
    if (snapshot.state === 'error' && model.playback !== 'error') {
      const { code, message } = snapshot.error ?? { code: 'generation-failed', message: '' };
      model.problem = { code, detail: message };
      log.error('the server reports a failure', snapshot.error);
      dispatch('fail');
    } else if (snapshot.state !== 'error' && model.playback === 'error') {
      model.problem = null;
      dispatch('recover');
    }
  }

  /** A reload goes on by itself where the browser lets music begin without a click. @param {Snapshot} snapshot */
  async function goOnAfterReload(snapshot) {
    const sessionId = sessionStorage.getItem(LISTENING_KEY);
    if (sessionId === null || sessionId !== snapshot.session_id || model.playback !== 'idle') {
      return;
    }
    const context = createContext();
    const mine = ++attempt;
    const allowed = await begins(context);
    if (mine === attempt && allowed) {
      dispatch('play');
      listen(context, sessionId);
    } else {
      context.close();
      model.notice = model.playback === 'idle' ? 'resumeByHand' : model.notice;
      changed();
    }
  }

  return {
    play, stop, apply, onSnapshot,
    /** @param {boolean} reachable */
    onReachable(reachable) {
      model.reachable = reachable;
      changed();
    },
  };
}

/** @param {AudioContext} context @returns {Promise<boolean>} whether its clock runs */
async function begins(context) {
  const running = new Promise(resolve => {
    context.addEventListener('statechange', () => resolve(undefined), { once: true });
    setTimeout(resolve, AUTOPLAY_MILLISECONDS);
  });
  if (context.state !== 'running') {
    await running;
  }
  return context.state === 'running';
}
