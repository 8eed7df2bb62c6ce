// @ts-check
/**
 * What survives a reload of the page, in this tab only: which session was being listened to, and where.
 *
 * @typedef {object} Listening
 * @property {string} sessionId
 * @property {string} playerId  of the page that was left
 * @property {import('../loading/start-position.js').Heard | null} heard  the second that was heard last
 * @property {boolean} paused  by hand
 */
import * as log from '../util/log.js';

const KEY = 'worksound.listening';

/** How long the browser may take to let music begin without a click: a sound device that sleeps takes up to two seconds to wake. */
const AUTOPLAY_MILLISECONDS = 3_000;

/** To be called when the page is left. @param {Listening} listening */
export const rememberListening = listening => attempt(() => sessionStorage.setItem(KEY, JSON.stringify(listening)));

export const forgetListening = () => attempt(() => sessionStorage.removeItem(KEY));

/** @returns {Listening | null} what was listened to when the page was left */
export const rememberedListening = () => attempt(() => JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));

/** @template T @param {() => T} use @returns {T | null} null where the browser lets the page keep nothing: the very name throws then */
function attempt(use) {
  try {
    return use();
  } catch (error) {
    log.info(`the browser keeps nothing for a reload: ${log.messageOf(error)}`);
    return null;
  }
}

/**
 * Whether the browser lets this context sound without a click.
 *
 * @param {AudioContext} context @returns {Promise<boolean>}
 */
export async function maySound(context) {
  if (context.state !== 'running') {
    await new Promise(resolve => {
      context.addEventListener('statechange', resolve, { once: true });
      setTimeout(resolve, AUTOPLAY_MILLISECONDS);
    });
  }
  return context.state === 'running';
}
