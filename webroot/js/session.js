// @ts-check
/**
 * What the person's Play and Stop do, and how the page stays with the music when the page or the server starts anew.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./listening.js').Listening} Listening
 * @typedef {{ context: AudioContext, input: AudioNode }} Sound
 */
import * as api from './api.js';
import { lastHeard } from './attach.js';
import { enterSession } from './enter.js';
import { createListening } from './listening.js';
import * as log from './log.js';
import { emptyModel, follow, takeIn } from './model.js';
import { createNews } from './news.js';
import { next } from './playback.js';
import { asksForMore } from './prompt-change.js';
import { forgetListening, maySound, rememberListening } from './reload.js';
import { createResting } from './resting.js';
import { createSteering } from './steering.js';
import { createWishes } from './wishes.js';

/**
 * @param {object} wiring
 * @param {string} wiring.playerId             new for every page load
 * @param {Pick<import('./output.js').Output, 'open' | 'hold' | 'goOn' | 'fadeOut'>} wiring.output
 * @param {import('./fetcher.js').OnDecoded} wiring.onDecoded
 * @param {() => Promise<Snapshot>} wiring.refresh
 * @param {(model: Model) => void} wiring.onChange  after every change and while something sounds
 */
export function createSession({ playerId, output, onDecoded, refresh, onChange }) {
  const model = emptyModel();
  /** @type {Listening | null} */
  let listening = null;
  /** @type {Listening | null} what sounds on until another session is heard in its place */
  let outgoing = null;
  let resuming = false;
  const { wish, asOfNow, isEmpty, inOrder } = createWishes();
  const { apply, undo } = createSteering({ model, changed });
  const { rest, goOn } = createResting({ model, output, changed, isListening: () => listening !== null });
  const { onSnapshot, onReachable } = createNews({ model, changed, acts: {
    look: snapshot => listening?.look(snapshot) ?? null, takeUp, resume, fail, recover,
  } });

  /** @param {import('./playback.js').PlaybackEvent} event */
  function dispatch(event) {
    const before = model.playback;
    model.playback = next(before, event);
    if (event === 'sound' && outgoing) {
      outgoing.close();
      outgoing = null;
    }
    if (model.playback !== before) {
      log.info(`state ${before} → ${model.playback} (${event})`);
      listening?.report();
    }
    changed();
  }

  function changed() {
    follow(model, listening?.progress() ?? null);
    onChange(model);
  }

  /**
   * Play: starts a session, listens in to the running one, or takes up one that failed or was kept.
   *
   * @param {string} prompt
   * @param {boolean} [anew]  what was kept is not wanted
   */
  async function play(prompt, anew = false) {
    if (model.resting !== null) {
      goOn();
      return;
    }
    if (model.playback !== 'idle' && model.playback !== 'error') {
      return;
    }
    const stillWanted = wish();
    Object.assign(model, { problem: null, notice: null });
    const sound = listening ? null : output.open();
    dispatch('play');
    try {
      const { sessionId, attached } = await inOrder(() => enterSession(model.snapshot, prompt, anew));
      if (!stillWanted()) {
        sound?.context.close();
        return;
      }
      stayWith(sessionId, sound);
      if (attached && asksForMore(prompt, model.snapshot)) {
        apply(prompt);
      }
    } catch (error) {
      sound?.context.close();
      if (stillWanted()) {
        fail(error);
      }
    }
  }

  /** Listens to this session; music of another one sounds on until this one is heard. @param {string} sessionId @param {Sound | null} sound */
  function stayWith(sessionId, sound) {
    if (listening?.sessionId === sessionId) {
      return;
    }
    outgoing?.close();
    outgoing = listening;
    outgoing?.retire();
    listen(sound ?? output.open(), sessionId);
  }

  /** @param {Sound} sound @param {string} sessionId */
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
    const stillWanted = wish();
    leave(null);
    try {
      await inOrder(api.stop);
    } catch (error) {
      log.error('the server could not be told to stop', error);
      if (stillWanted()) {
        model.notice = 'stopUnheard';
        changed();
      }
    }
  }

  /** Ends this page's listening; the session may go on. @param {Model['notice']} notice */
  function leave(notice) {
    outgoing?.close();
    listening?.close();
    outgoing = listening = null;
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

  function recover() {
    model.problem = null;
    dispatch('recover');
  }

  /** Stops after a long fade, unless the person decides otherwise meanwhile. @param {number} seconds */
  function end(seconds) {
    const stillWanted = asOfNow();
    output.fadeOut(seconds);
    setTimeout(() => stillWanted() && stop(), seconds * 1000);
  }

  /** Goes on by itself after a reload, where the browser lets music begin without a click. @param {string} sessionId */
  async function takeUp(sessionId) {
    if (!isEmpty()) {
      return;
    }
    const stillWanted = wish();
    const sound = output.open();
    const allowed = await maySound(sound.context);
    if (stillWanted() && allowed) {
      dispatch('play');
      listen(sound, sessionId);
      return;
    }
    sound.context.close();
    if (stillWanted()) {
      model.notice = 'resumeByHand';
      changed();
    }
  }

  /**
   * The server has started anew: the session it kept is taken up, and what sounds here is joined to what comes. Where nothing was kept,
   * a new session begins with the same prompt.
   *
   * @param {Snapshot} news  what the server says now; the model holds what it said before
   */
  async function resume(news) {
    if (resuming) {
      return;
    }
    resuming = true;
    const stillWanted = asOfNow();
    log.info(`the server has started anew and ${news.resumable ? 'has kept the session' : 'knows nothing of the session'}`);
    const { pending, current } = /** @type {Snapshot} */ (model.snapshot).prompt;
    try {
      const { sessionId } = await inOrder(() => enterSession(news, pending ?? current ?? ''));
      if (stillWanted()) {
        stayWith(sessionId, null);
      }
    } catch (error) {
      if (error.status === 0) {
        log.info(`the session is not taken up yet: ${error.message}`);
      } else if (stillWanted()) {
        takeIn(model, news);
        fail(error);
      }
    }
    resuming = false;
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
