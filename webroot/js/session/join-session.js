// @ts-check
/**
 * Joins a session: a new one, the one that failed or that an earlier run of the server kept, or the one that is running.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 */
import * as api from '../server/api.js';
import * as log from '../util/log.js';

/**
 * What the server says now, for what it said last may still show a session that was stopped since.
 *
 * @param {() => Promise<Snapshot>} refresh @param {Snapshot | null} last what it said last
 * @returns {Promise<Snapshot | null>} `last` where the server answers but does not tell its state; throws an ApiError without an answer
 */
export async function newestSnapshot(refresh, last) {
  try {
    return await refresh();
  } catch (error) {
    if (api.isUnanswered(error)) {
      throw error;
    }
    log.info(`no status before the session is joined: ${log.messageOf(error)}`);
    return last;
  }
}

/**
 * @param {Snapshot | null} snapshot what the server said last
 * @param {string} prompt            as it was typed; a session that is resumed goes on with its own when this is empty
 * @param {boolean} [fresh]           a session that was kept is not resumed
 * @returns {Promise<{ sessionId: string, attached: boolean }>} `attached`: it was running already; throws an ApiError
 */
export async function joinSession(snapshot, prompt, fresh = false) {
  const failed = snapshot?.state === 'error';
  if (snapshot?.session_id && !failed) {
    return { sessionId: snapshot.session_id, attached: true };
  }
  const kept = Boolean(snapshot?.resumable) && !fresh;
  try {
    const started = await api.start(failed || kept ? { prompt, resume: true } : { prompt });
    return { sessionId: started.session_id, attached: false };
  } catch (error) {
    if (!(error instanceof api.ApiError) || error.code !== 'already-running') {
      throw error;
    }
    const sessionId = String(error.extras.session_id);
    log.info(`a session is running already: joining ${sessionId}`);
    return { sessionId, attached: true };
  }
}
