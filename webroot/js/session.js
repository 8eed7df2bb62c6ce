// @ts-check
/**
 * What the person's Play, Stop and Apply do, and what the server's news does to them.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
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
 */
import * as api from './api.js';
import { lastHeard } from './attach.js';
import { enterSession } from './enter.js';
import { createListening } from './listening.js';
import * as log from './log.js';
import { next } from './playback.js';
import { asksForMore, followChange } from './prompt-change.js';
import { forgetListening, maySound, rememberedListening, rememberListening } from './reload.js';

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
    playback: 'idle', snapshot: null, reachable: true, problem: null, notice: null, trouble: null, change: null, progress: null,
  };
  /** @type {Listening | null} */
  let listening = null;
  let attempt = 0;               // the newest Play or Stop wins
  /** @type {Promise<unknown>} */
  let commands = Promise.resolve();

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
      const { sessionId, attached } = await inOrder(() => enterSession(model.snapshot, prompt));
      if (mine !== attempt) {
        context?.close();
        return;
      }
      if (context) {
        listen(context, sessionId);
      }
      if (attached && asksForMore(prompt, model.snapshot)) {
        apply(prompt);
      }
    } catch (error) {
      context?.close();
      if (mine === attempt) {
        fail(error);
      }
    }
  }

  /** @param {AudioContext} context @param {string} sessionId */
  function listen(context, sessionId) {
    rememberListening(sessionId);
    listening = createListening({
      context, sessionId, playerId, refresh, onEvent: dispatch, onLost: leave,
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
    Object.assign(model, { notice, problem: null, trouble: null, change: null });
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

  /** Apply: the prompt for the segments to come. @param {string} prompt */
  async function apply(prompt) {
    model.problem = null;
    model.change = { prompt, appliesFrom: null };
    changed();
    try {
      const answer = await api.changePrompt(prompt);
      model.change = { prompt: answer.prompt, appliesFrom: answer.applies_from_segment };
    } catch (error) {
      log.error('the prompt was not taken', error);
      model.change = null;
      model.problem = { code: error.code, detail: error.detail };
    }
    changed();
  }

  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    const loaded = model.snapshot === null && attempt === 0;
    model.snapshot = snapshot;
    if (loaded && snapshot.session_id !== null && snapshot.session_id === rememberedListening()) {
      goOn(snapshot.session_id);
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
  async function goOn(sessionId) {
    const mine = ++attempt;
    const context = createContext();
    const allowed = await maySound(context);
    if (mine === attempt && allowed) {
      dispatch('play');
      listen(context, sessionId);
      return;
    }
    context.close();
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

  return { play, stop, apply, onSnapshot, onReachable };
}
