// @ts-check
/**
 * One playback session, from Play to Stop: looks at the clock, has fetched what will be needed, hands it to the player, and
 * reports to the server.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 * @typedef {ReturnType<typeof createPlaybackSession>} PlaybackSession
 *
 * @typedef {object} Progress
 * @property {{ index: number, position: number, buffered: number } | null} heard  in seconds; null before the first sound
 * @property {{ index: number, pass: number } | null} bridging  the segment whose shared seconds play again, for the next one is late
 * @property {{ index: number, progress: number } | null} fetching   the download that is running, 0…1
 * @property {number | null} delay    seconds the last download took
 * @property {number} underruns
 * @property {number | null} newest   index of the newest segment that is scheduled
 * @property {boolean} sounding       music is scheduled, also where it is of the session before and this one has none yet
 * @property {boolean} audioBlocked   nothing is heard though it should be, for longer than a start takes
 * @property {boolean} audioStuck     the same, and the browser says that the sound runs
 * @property {number} dropouts        how often the browser did not compute the sound in time
 */
import * as log from '../util/log.js';
import { createOwnership } from './ownership.js';
import { createPlaybackHeartbeat } from '../server/playback-heartbeat.js';
import { createPlayer } from '../audio/player.js';
import { createScope } from '../util/scope.js';
import { rememberListening } from './reload.js';
import { createSegmentLoader } from '../loading/segment-loader.js';
import { createSoundWatch } from './sound-watch.js';

const STOP_FADE_SECONDS = 1;

/**
 * @param {object} wiring
 * @param {import('../audio/output.js').Sound} wiring.output   what the music is played into; released when its last fade is over
 * @param {import('../util/ticker.js').Ticker} wiring.ticker
 * @param {string} wiring.sessionId
 * @param {string} wiring.playerId
 * @param {import('../loading/start-position.js').Heard | null} wiring.heard  where the session was heard last
 * @param {() => Promise<Snapshot>} wiring.refresh   asks the server for its state, for the whole page
 * @param {() => Promise<Snapshot>} wiring.askSnapshot  asks the server for its state, for the caller alone
 * @param {() => number | null} wiring.chosenFade  seconds of crossfade that the person has chosen, null for the configured ones
 * @param {() => import('../server/types.js').PlaybackState} wiring.state   what the page's state is called now
 * @param {() => import('./model.js').Model['pausedBy']} wiring.pausedBy  who has suspended the audio clock
 * @param {import('../loading/segment-loader.js').OnDecoded} wiring.onDecoded
 * @param {(event: 'sound' | 'fetch' | 'starve') => void} wiring.onEvent  what the listener hears or waits for, at every tick
 * @param {() => void} wiring.onHeard  music of it is audible, at every tick
 * @param {(error: Error | null) => void} wiring.onTrouble  a download that failed and is tried again; null when it worked
 * @param {(why: 'taken' | 'stoppedElsewhere') => void} wiring.onLost  the session is no longer this page's to play
 */
export function createPlaybackSession({
  output, ticker, sessionId, playerId, heard, refresh, askSnapshot, chosenFade, state, pausedBy, onDecoded, onEvent, onHeard, onTrouble,
  onLost,
}) {
  const { context } = output;
  const work = createScope();       // downloads and reports: over when the person presses Stop
  const sound = createScope();      // what sounds: over when the last fade is
  const player = createPlayer(context, output.input);
  const isPaused = () => pausedBy() !== null;
  const soundWatch = createSoundWatch({ context, scope: work, isPaused, fadeInAgain: player.fadeInAgain });
  const ownership = createOwnership(playerId, sessionId);
  const loader = createSegmentLoader({
    context, sessionId, heard, player, askSnapshot, chosenFade, signal: work.signal, onDecoded, onMissing: refreshStatus,
    onChange: noticed, onTrouble,
  });
  const heartbeat = createPlaybackHeartbeat({
    scope: work, report, onAccepted: ownership.accepted,
    onRefused: code => (code === 'playback-taken' ? onLost('taken') : onUnknownSession()),
  });
  // Only then: a tab that is duplicated while this one plays takes a copy of what is kept, and would take playback over.
  work.listen(window, 'pagehide', () => rememberListening({
    sessionId, playerId, heard: player.playhead() ?? heard, paused: pausedBy() === 'hand',
  }));
  /** @type {number | null} */
  let lastHeard = null;
  let quietAt = Infinity;           // on the audio clock, once playback has ended

  sound.own(() => log.info('the sound is released'));
  sound.own(output.release);
  sound.own(player.dispose);
  sound.own(ticker.listen(tick));

  /** The server does not know the session any more: what has become of it, its status tells. */
  function onUnknownSession() {
    ownership.refused();
    refreshStatus();
  }

  function refreshStatus() {
    refresh().catch(error => log.info(`no status: ${error.message}`));
  }

  function tick() {
    player.tick();
    soundWatch.look();
    if (work.ended()) {
      releaseWhenQuiet();
    } else {
      loader.update();
      noticed();
    }
  }

  const isSounding = () => context.state === 'running' && !soundWatch.isBlocked();

  function releaseWhenQuiet() {
    if (quietAt < Infinity && (context.currentTime >= quietAt || !isSounding())) {
      sound.end();
    }
  }

  function noticed() {
    const heard = player.playhead()?.index ?? null;
    if (heard !== lastHeard) {
      lastHeard = heard;
      heartbeat.send();
    }
    if (heard !== null) {
      onHeard();
    }
    onEvent(condition());
  }

  /** @returns {'sound' | 'fetch' | 'starve'} */
  function condition() {
    if (player.newest() !== null && !player.isUnderrun()) {
      return 'sound';
    }
    return loader.fetching() ? 'fetch' : 'starve';
  }

  function report() {
    const heard = player.playhead();
    const silent = state() === 'error' ? 'idle' : state();
    const held = isPaused() || soundWatch.isBlocked();
    return {
      player_id: playerId, session_id: sessionId, state: held ? 'idle' : condition() === 'sound' ? 'playing' : silent,
      segment_index: heard?.index ?? null, position_seconds: heard?.position ?? 0, buffered_seconds: heard?.buffered ?? 0,
      underruns: player.underruns(), download_seconds: loader.delay(), ...(ownership.claims() && { claim: true }),
    };
  }

  /**
   * Takes in what the server says now.
   *
   * @param {Snapshot} snapshot @returns {import('./ownership.js').OwnershipState}
   */
  function update(snapshot) {
    const ownershipState = ownership.evaluate(snapshot);
    if (ownershipState === 'taken' || ownershipState === 'stoppedElsewhere') {
      onLost(ownershipState);
    } else if (ownershipState === 'ours') {
      loader.update(snapshot);
    }
    return ownershipState;
  }

  /** Ends playback here: nothing is fetched or reported any more, what sounds fades out, then everything is released. */
  function close() {
    work.end();
    if (player.newest() === null || !isSounding()) {
      sound.end();
    } else {
      quietAt = player.fadeOut(STOP_FADE_SECONDS);
    }
  }

  /** @returns {Progress} what the listener hears and what lies ahead */
  function progress() {
    return {
      heard: player.playhead(), bridging: player.bridging(), fetching: loader.fetching(), delay: loader.delay(),
      underruns: player.underruns(), newest: player.newest(), sounding: player.newest() !== null,
      audioBlocked: soundWatch.isBlocked(), audioStuck: soundWatch.isStuck(), dropouts: soundWatch.dropouts(),
    };
  }

  return {
    sessionId, update, close, wake: soundWatch.wake, isStuck: soundWatch.isStuck, progress, plan: player.plan, report: heartbeat.send,
    /** Fetches and reports nothing more; what sounds is bridged until {@link close}. */
    stopFetching: work.end,
  };
}
