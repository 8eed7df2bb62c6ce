// @ts-check
/**
 * What the person's Play and Stop do.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('./handover.js').Sound} Sound
 */
import * as api from '../server/api.js';
import { createWishes } from './command-queue.js';
import { createStretches } from './handover.js';
import { enterSession, newestSnapshot } from './join-session.js';
import * as log from '../util/log.js';
import { emptyModel, follow } from './model.js';
import { createResting } from './pause.js';
import { createListening } from './playback-session.js';
import { asksForMore } from './prompt-change.js';
import { createSteering } from './prompt-commands.js';
import { createReturning } from './recovery.js';
import { forgetListening, rememberListening } from './reload.js';
import { createNews } from './snapshot-handler.js';
import { lastHeard } from '../loading/start-position.js';
import { next } from './state-machine.js';

/**
 * @param {object} wiring
 * @param {string} wiring.playerId             new for every page load
 * @param {Pick<import('../audio/output.js').Output, 'open' | 'hold' | 'goOn' | 'fadeOut'>} wiring.output
 * @param {import('../loading/segment-loader.js').OnDecoded} wiring.onDecoded
 * @param {() => Promise<Snapshot>} wiring.refresh
 * @param {(model: Model) => void} wiring.onChange  after every change and while something sounds
 */
export function createSession({ playerId, output, onDecoded, refresh, onChange }) {
  const model = emptyModel(playerId);
  const wishes = createWishes();
  const stretches = createStretches({ open: output.open, create: listen });
  const { apply, undo } = createSteering({ model, changed, inOrder: wishes.inOrder });
  const { rest, goOn, endBreak } = createResting({ model, output, changed, isListening: () => stretches.current() !== null });
  const { takeUp, resume, isResuming } = createReturning({
    model, wishes, stretches, open: output.open, dispatch, fail, changed, onSnapshot: snapshot => onSnapshot(snapshot),
  });
  const { onSnapshot, onReachable } = createNews({ model, changed, acts: {
    look: snapshot => (isResuming() ? 'restarted' : stretches.current()?.look(snapshot) ?? null), takeUp, resume, fail, recover,
  } });

  /** @param {import('./state-machine.js').PlaybackEvent} event */
  function dispatch(event) {
    const before = model.playback;
    model.playback = next(before, event);
    if (event === 'sound') {
      stretches.heard();
    }
    if (model.playback !== before) {
      log.info(`state ${before} → ${model.playback} (${event})`);
      stretches.current()?.report();
    }
    changed();
  }

  function changed() {
    follow(model, stretches.current()?.progress() ?? null);
    onChange(model);
  }

  /**
   * Play: starts a session, listens in to the running one, or takes up one that failed or was kept.
   *
   * @param {string} prompt
   * @param {boolean} [anew]  what was kept is not wanted
   */
  async function play(prompt, anew = false) {
    if (model.playback !== 'idle' && model.playback !== 'error') {
      return;
    }
    const stillWanted = wishes.wish();
    Object.assign(model, { problem: null, notice: null });
    /** @type {Sound | null} */
    let sound = null;
    try {
      sound = stretches.current() ? null : output.open();
      dispatch('play');
      const { sessionId, attached } = await wishes.inOrder(async () => enterSession(await known(), prompt, anew));
      if (!stillWanted()) {
        sound?.context.close();
        return;
      }
      stretches.stayWith(sessionId, sound);
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

  /** @returns {Promise<Snapshot | null>} asked for where what was said last shows a session to listen in to: it may have been stopped since */
  async function known() {
    const mayBeOver = model.snapshot?.session_id != null && stretches.current() === null;
    return mayBeOver ? newestSnapshot(refresh, model.snapshot) : model.snapshot;
  }

  /** @param {Sound} sound @param {string} sessionId @returns {import('./playback-session.js').Listening} */
  function listen(sound, sessionId) {
    rememberListening(sessionId);
    const listening = createListening({
      context: sound.context, output: sound.input, sessionId, playerId, refresh, onDecoded, onEvent: dispatch, onLost: leave,
      resting: () => model.resting !== null,
      heard: model.snapshot?.session_id === sessionId ? lastHeard(model.snapshot) : null,
      state: () => model.playback,
      onTrouble: error => { model.trouble = error; },
    });
    if (model.snapshot) {
      listening.look(model.snapshot);
    }
    if (model.resting !== null) {
      output.hold(0);          // it waits, like the one whose place it takes
    }
    return listening;
  }

  /** Stop: quiet at once here, told at once to the server. */
  async function stop() {
    const stillWanted = wishes.wish();
    leave(null);
    try {
      await wishes.inOrder(api.stop);
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
    stretches.end();
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
    model.problem = { code: error.code ?? 'unexpected', detail: error.detail };
    dispatch('fail');
  }

  function recover() {
    model.problem = null;
    dispatch('recover');
  }

  /** Stops after a long fade, unless the person decides otherwise meanwhile. @param {number} seconds */
  function end(seconds) {
    const stillWanted = wishes.asOfNow();
    output.fadeOut(seconds);
    setTimeout(() => stillWanted() && stop(), seconds * 1000);
  }

  return {
    play, stop, apply, undo, rest, goOn, endBreak, end, onSnapshot, onReachable,
    /** What is scheduled, null when nothing plays. */
    plan: () => stretches.current()?.plan() ?? null,
    model: () => model,
    /** Asks, in a person's click, for the sound that is held back. */
    wake: () => stretches.current()?.wake(),
    /** Something went wrong that does not stop the music. @param {{ code: string }} problem */
    warn(problem) {
      model.problem = problem;
      changed();
    },
    /** What was warned of is over. @param {string} code */
    settle(code) {
      if (model.problem?.code === code) {
        model.problem = null;
        changed();
      }
    },
  };
}
