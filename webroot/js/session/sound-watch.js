// @ts-check
/**
 * Sees to it that what plays is heard. A system takes the sound away for a call, a browser holds it back until a click, a device
 * disappears: the sound is asked for again, in a hidden tab as well. A context that says it runs while its clock stands is stopped first,
 * but left alone in WebKitGTK: where the device is gone it waits for ever in `suspend()`, `resume()` and `close()`, and the page with it.
 */
import { createClockWatch } from '../audio/clock-watch.js';
import * as log from '../util/log.js';

/** Without sound for so long it counts as blocked: longer than a device takes to wake. */
const BLOCKED_SECONDS = 1.5;

/** Pause between two attempts to get the sound back by itself. */
const RETRY_SECONDS = 3;

/** Whether this browser is a WebKit on Linux, which is WebKitGTK or WPE. @param {string} userAgent @returns {boolean} */
export const isLinuxWebKit = userAgent => /Linux.*AppleWebKit\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);

/**
 * @param {object} wiring
 * @param {AudioContext} wiring.context
 * @param {import('../util/scope.js').Scope} wiring.scope
 * @param {() => boolean} wiring.isPaused     whether the audio clock is suspended on purpose
 * @param {() => void} wiring.fadeInAgain     the music is to come back softly
 * @param {() => number} [wiring.now]         seconds of the clock of the wall
 * @param {boolean} [wiring.hangs]            whether a context whose clock stands must not be touched
 */
export function createSoundWatch({ context, scope, isPaused, fadeInAgain, now = () => performance.now() / 1000,
  hangs = isLinuxWebKit(navigator.userAgent) }) {
  const watch = createClockWatch();
  let triedAt = -Infinity;
  let said = '';

  scope.listen(context, 'statechange', wake);
  scope.listen(document, 'visibilitychange', wake);
  scope.listen(document, 'click', wake);
  scope.listen(document, 'keydown', wake);

  const isBlocked = () => watch.stoodFor() >= BLOCKED_SECONDS;

  /** Something has happened after which the sound may come back. */
  function wake() {
    if (!isPaused() && (context.state !== 'running' || (isBlocked() && !hangs))) {
      askAgain();
    }
  }

  function askAgain() {
    triedAt = now();
    fadeInAgain();
    const stopped = context.state === 'running' ? context.suspend() : Promise.resolve();
    Promise.all([stopped, context.resume()]).then(() => { said = ''; }, noteFailure);
  }

  /** @param {Error} error said once, for it is tried again and again */
  function noteFailure({ message }) {
    if (message !== said) {
      said = message;
      log.info(`the sound does not come back: ${message}`);
    }
  }

  return {
    wake, isBlocked, dropouts: watch.dropouts,

    /** Whether only another context can bring the sound back. */
    isStuck: () => hangs && isBlocked() && context.state === 'running',

    /** To be called at every tick. */
    look() {
      const before = watch.dropouts();
      watch.look(now(), context.currentTime, !isPaused());
      if (watch.dropouts() > before) {
        log.info(`the sound has dropped out (${watch.dropouts()} times so far): the browser did not compute it in time`);
      }
      if (isBlocked() && !scope.ended() && now() - triedAt >= RETRY_SECONDS) {
        log.info(`no sound for ${watch.stoodFor().toFixed(1)} s, the audio clock stands in state ${context.state}`);
        triedAt = now();
        wake();
      }
    },
  };
}
