// @ts-check
/**
 * What the person's Play and Stop do.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {import('./handover.js').Sound} Sound
 */
import * as api from '../server/api.js';
import { createCommandQueue } from './command-queue.js';
import { createHandover } from './handover.js';
import { joinSession, newestSnapshot } from './join-session.js';
import * as log from '../util/log.js';
import { applyProgress, emptyModel } from './model.js';
import { createPause } from './pause.js';
import { createPlaybackSession } from './playback-session.js';
import { asksForMore } from './prompt-change.js';
import { createPromptCommands } from './prompt-commands.js';
import { createRecovery } from './recovery.js';
import { forgetSession, rememberSession } from './reload.js';
import { createSnapshotHandler } from './snapshot-handler.js';
import { lastHeard } from '../loading/start-position.js';
import { next } from './state-machine.js';

/**
 * @param {object} wiring
 * @param {string} wiring.playerId             new for every page load
 * @param {Pick<import('../audio/output.js').Output, 'open' | 'pause' | 'resume' | 'fadeOut'>} wiring.output
 * @param {import('../loading/segment-loader.js').OnDecoded} wiring.onDecoded
 * @param {() => Promise<Snapshot>} wiring.refresh
 * @param {(model: Model) => void} wiring.onChange  after every change and while something sounds
 */
export function createSession({ playerId, output, onDecoded, refresh, onChange }) {
  const model = emptyModel(playerId);
  const commands = createCommandQueue();
  const handover = createHandover({ open: output.open, create: startPlayback });
  const { apply, undo } = createPromptCommands({ model, changed, enqueue: commands.enqueue });
  const { pause, resume, endBreak } = createPause({ model, output, changed, isPlaying: () => handover.current() !== null });
  const { resumeAfterReload, resumeAfterRestart, isResuming } = createRecovery({
    model, commands, handover, open: output.open, dispatch, fail, changed, onSnapshot: snapshot => onSnapshot(snapshot),
  });
  const { onSnapshot, onReachable } = createSnapshotHandler({ model, changed, acts: {
    update: snapshot => (isResuming() ? 'restarted' : handover.current()?.update(snapshot) ?? null),
    resumeAfterReload, resumeAfterRestart, fail, recover,
  } });

  /** @param {import('./state-machine.js').PlaybackEvent} event */
  function dispatch(event) {
    const before = model.playback;
    model.playback = next(before, event);
    if (event === 'sound') {
      handover.complete();
    }
    if (model.playback !== before) {
      log.info(`state ${before} → ${model.playback} (${event})`);
      handover.current()?.report();
    }
    changed();
  }

  function changed() {
    applyProgress(model, handover.current()?.progress() ?? null);
    onChange(model);
  }

  /**
   * Play: starts a session, joins the running one, or resumes one that failed or was kept.
   *
   * @param {string} prompt
   * @param {boolean} [fresh]  what was kept is not wanted
   */
  async function play(prompt, fresh = false) {
    if (model.playback !== 'idle' && model.playback !== 'error') {
      return;
    }
    const stillWanted = commands.issue();
    Object.assign(model, { problem: null, notice: null });
    /** @type {Sound | null} */
    let sound = null;
    try {
      sound = handover.current() ? null : output.open();
      dispatch('play');
      const { sessionId, attached } = await commands.enqueue(async () => joinSession(await known(), prompt, fresh));
      if (!stillWanted()) {
        sound?.context.close();
        return;
      }
      handover.switchTo(sessionId, sound);
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

  /** @returns {Promise<Snapshot | null>} asked for where what was said last shows a session to join: it may have been stopped since */
  async function known() {
    const mayBeOver = model.snapshot?.session_id != null && handover.current() === null;
    return mayBeOver ? newestSnapshot(refresh, model.snapshot) : model.snapshot;
  }

  /** @param {Sound} sound @param {string} sessionId @returns {import('./playback-session.js').PlaybackSession} */
  function startPlayback(sound, sessionId) {
    rememberSession(sessionId);
    const playbackSession = createPlaybackSession({
      context: sound.context, output: sound.input, sessionId, playerId, refresh, onDecoded, onEvent: dispatch, onLost: detach,
      isPaused: () => model.pausedBy !== null,
      heard: model.snapshot?.session_id === sessionId ? lastHeard(model.snapshot) : null,
      state: () => model.playback,
      onTrouble: error => { model.trouble = error; },
    });
    if (model.snapshot) {
      playbackSession.update(model.snapshot);
    }
    if (model.pausedBy !== null) {
      output.pause(0);          // it waits, like the one whose place it takes
    }
    return playbackSession;
  }

  /** Stop: quiet at once here, told at once to the server. */
  async function stop() {
    const stillWanted = commands.issue();
    detach(null);
    try {
      await commands.enqueue(api.stop);
    } catch (error) {
      log.error('the server could not be told to stop', error);
      if (stillWanted()) {
        model.notice = 'stopUnheard';
        changed();
      }
    }
  }

  /** Ends playback on this page; the session may go on. @param {Model['notice']} notice */
  function detach(notice) {
    handover.end();
    forgetSession();
    Object.assign(model, { notice, problem: null, trouble: null, change: null, pausedBy: null });
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
    const stillWanted = commands.latestCheck();
    output.fadeOut(seconds);
    setTimeout(() => stillWanted() && stop(), seconds * 1000);
  }

  return {
    play, stop, apply, undo, pause, resume, endBreak, end, onSnapshot, onReachable,
    /** What is scheduled, null when nothing plays. */
    plan: () => handover.current()?.plan() ?? null,
    model: () => model,
    /** Asks, in a person's click, for the sound that is held back. */
    wake: () => handover.current()?.wake(),
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
