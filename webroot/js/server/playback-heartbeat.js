// @ts-check
/**
 * Tells the server what this page plays: when it changes and at every heartbeat. The server answers when playback is no
 * longer this page's business.
 *
 * @typedef {import('../util/scope.js').Scope} Scope
 */
import * as api from './api.js';
import * as log from '../util/log.js';
import { HEARTBEAT_SECONDS } from './timing.js';

/**
 * @param {object} wiring
 * @param {Scope} wiring.scope
 * @param {() => object} wiring.report               the report of this moment
 * @param {() => void} wiring.onAccepted
 * @param {(code: string) => void} wiring.onRefused  `playback-taken` or `no-session`
 * @returns {{ send: () => void }}
 */
export function createPlaybackHeartbeat({ scope, report, onAccepted, onRefused }) {
  let sending = false;
  let changed = false;

  async function send() {
    if (sending) {
      changed = true;
      return;
    }
    sending = true;
    changed = false;
    try {
      await api.reportPlayback(report());
      onAccepted();
    } catch (error) {
      refused(error);
    }
    sending = false;
    if (changed && !scope.ended()) {
      send();
    }
  }

  /** @param {unknown} error */
  function refused(error) {
    if (scope.ended()) {
      return;
    }
    if (error instanceof api.ApiError && (error.code === 'playback-taken' || error.code === 'no-session')) {
      onRefused(error.code);
    } else if (!api.isUnanswered(error)) {
      log.error('the playback report was not taken', error);
    }
  }

  function beat() {
    send();
    scope.after(HEARTBEAT_SECONDS * 1000, beat);
  }

  beat();
  scope.listen(window, 'pagehide', () => api.reportPlayback(report()).catch(refused));
  return { send };
}
