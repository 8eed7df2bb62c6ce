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
import { createStore, problemOf } from './model.js';
import { createPause } from './pause.js';
import { createPlaybackSession } from './playback-session.js';
import { asksForMore } from './prompt-change.js';
import { createPromptCommands } from './prompt-commands.js';
import { createRecovery } from './recovery.js';
import { forgetListening, rememberedListening } from './reload.js';
import { createSnapshotHandler } from './snapshot-handler.js';
import { lastHeard, laterHeard } from '../loading/start-position.js';
import { next } from './state-machine.js';

/**
 * @param {object} wiring
 * @param {string} wiring.playerId             new for every page load
 * @param {Pick<import('../audio/output.js').Output, 'open' | 'reopen' | 'pause' | 'resume' | 'fadeOut' | 'fadeIn'>} wiring.output
 * @param {import('../util/ticker.js').Ticker} wiring.ticker
 * @param {import('../loading/segment-loader.js').OnDecoded} wiring.onDecoded
 * @param {() => Promise<Snapshot>} wiring.refresh      asks the server for its state, for the whole page
 * @param {() => Promise<Snapshot>} wiring.askSnapshot  asks the server for its state, for the caller alone
 * @param {() => number | null} wiring.chosenFade  seconds of crossfade that the person has chosen, null for the configured ones
 * @param {(model: Model) => void} wiring.onChange  after every change and while something sounds
 */
export function createSession({ playerId, output, ticker, onDecoded, refresh, askSnapshot, chosenFade, onChange }) {
  const commands = createCommandQueue();
  const handover = createHandover({ open: () => output.open({ beside: true }), create: startPlayback });
  const store = createStore(playerId, { progress: handover.progress, onChange });
  const isPlaying = () => handover.current() !== null;
  const { apply, requestPiece, undo, again, keepPiece, applyWaiting, forget } = createPromptCommands({
    store, enqueue: commands.enqueue, isResumed: () => isPlaying() && store.state().playback !== 'error',
  });
  const { pause, resume, endBreak, end, keepOn, dropEnd, isEnding } = createPause({ store, output, isPlaying, stop });
  const { onSnapshot, onReachable, whileJoining } = createSnapshotHandler({ store, acts: {
    update: snapshot => handover.current()?.update(snapshot) ?? null,
    resumeAfterReload: sessionId => recovery.resumeAfterReload(sessionId),
    resumeAfterRestart: snapshot => recovery.resumeAfterRestart(snapshot),
    keepPiece, applyWaiting, fail, recover,
  } });
  const recovery = createRecovery({ store, commands, handover, open: output.open, dispatch, fail, whileJoining });

  /** @param {import('./state-machine.js').PlaybackEvent} event @param {Partial<Model>} [patch]  what changes with it */
  function dispatch(event, patch = {}) {
    const before = store.state().playback;
    const playback = next(before, event);
    store.update({ ...patch, playback });
    if (playback !== before) {
      log.info(`state ${before} → ${playback} (${event})`);
      handover.current()?.report();
    }
  }

  /**
   * Play: starts a session, joins the running one, or resumes one that failed or was kept.
   *
   * @param {string} prompt
   * @param {boolean} [fresh]  what was kept is not wanted
   */
  async function play(prompt, fresh = false) {
    keepOn();
    const { playback } = store.state();
    if (playback !== 'idle' && playback !== 'error') {
      return;
    }
    const stillWanted = commands.issue();
    store.update({ problem: null, notice: null, change: null });
    /** @type {Sound | null} */
    let sound = null;
    try {
      sound = isPlaying() ? null : output.open();
      dispatch('play');
      await (isPlaying() ? whileJoining(join) : join());
    } catch (error) {
      sound?.release();
      if (stillWanted()) {
        fail(error);
      }
    }

    async function join() {
      const { sessionId, attached } = await commands.enqueue(async () => joinSession(await known(), prompt, fresh));
      if (!stillWanted()) {
        sound?.release();
        return;
      }
      handover.switchTo(sessionId, sound);
      if (attached && asksForMore(prompt, store.state().snapshot)) {
        apply(prompt);
      }
    }
  }

  /** @returns {Promise<Snapshot | null>} asked for where what was said last shows a session to join: it may have been stopped since */
  async function known() {
    const { snapshot } = store.state();
    const mayBeOver = snapshot?.session_id != null && handover.current() === null;
    return mayBeOver ? newestSnapshot(refresh, snapshot) : snapshot;
  }

  /** @param {Sound} sound @param {string} sessionId @returns {import('./playback-session.js').PlaybackSession} */
  function startPlayback(sound, sessionId) {
    const left = rememberedListening();
    forgetListening();      // until the page is left
    const { snapshot } = store.state();
    const told = snapshot && lastHeard(snapshot, sessionId);
    const playbackSession = createPlaybackSession({
      output: sound, ticker, sessionId, playerId, refresh, askSnapshot, chosenFade, onDecoded,
      onEvent: event => dispatch(event), onHeard: handover.complete, onLost: detach,
      pausedBy: () => store.state().pausedBy,
      heard: laterHeard(told, left?.sessionId === sessionId ? left.heard : null, snapshot),
      state: () => store.state().playback,
      onTrouble: trouble => store.update({ trouble }),
    });
    if (snapshot) {
      playbackSession.update(snapshot);
    }
    return playbackSession;
  }

  /** Stop: quiet at once here, sent at once to the server. */
  async function stop() {
    const stillWanted = commands.issue();
    detach(null);
    try {
      await commands.enqueue(api.stop);
    } catch (error) {
      log.error('the server could not be told to stop', error);
      if (stillWanted()) {
        store.update({ notice: 'stopUnheard' });
      }
    }
  }

  /** Ends playback on this page; the session may go on. @param {Model['notice']} notice */
  function detach(notice) {
    dropEnd();
    handover.end();
    forgetListening();
    forget();
    if (notice) {
      log.info(`playback given up: ${notice}`);
    }
    dispatch('end', { notice, problem: null, trouble: null, change: null, pieceSent: null, pausedBy: null });
  }

  /** @param {unknown} error @param {NonNullable<Model['problem']>} [problem] what the page says of it */
  function fail(error, problem = problemOf(error)) {
    log.error('the music cannot go on', error);
    dispatch('fail', { problem });
  }

  function recover() {
    dispatch('recover', { problem: null });
  }

  /**
   * What a person asks of music that plays calls the timer's end off.
   *
   * @template {unknown[]} Wish @template R @param {(...wish: Wish) => R} command @returns {(...wish: Wish) => R}
   */
  const keepingOn = command => (...wish) => {
    keepOn();
    return command(...wish);
  };

  return {
    apply: keepingOn(apply), requestPiece: keepingOn(requestPiece), undo: keepingOn(undo), again: keepingOn(again),
    play, stop, pause, resume, endBreak, end, keepOn, isEnding, onSnapshot, onReachable,
    /** What is scheduled, null when nothing plays. */
    plan: () => handover.current()?.plan() ?? null,
    model: store.state,
    /** Asks, in a person's click, for the sound that is held back. */
    wake: () => handover.wake(output.reopen),
    /** Something went wrong that does not stop the music. @param {{ code: string }} problem */
    warn: problem => store.update({ problem }),
    /** What was warned of is over. @param {string} code */
    settle(code) {
      if (store.state().problem?.code === code) {
        store.update({ problem: null });
      }
    },
  };
}
