// @ts-check
/** Keeps the timer over a reload of the page, in this tab only. */
import * as log from '../util/log.js';
import { PLANS } from './timer.js';

const KEY = 'worksound.timer';

/** A page that comes back later was left, not reloaded. */
const RELOAD_SECONDS = 60;

/** @param {import('./timer.js').Timer | null} timer @param {number} now seconds */
export function keepTimer(timer, now) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(timer && { plan: timer.plan.id, phase: timer.phase, endsAt: timer.endsAt, now }));
  } catch (error) {
    log.info(`the browser keeps no timer for a reload: ${log.messageOf(error)}`);
  }
}

/** @param {number} now seconds @returns {import('./timer.js').Timer | null} the one that was kept a moment ago; it is given out once */
export function takeTimer(now) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    sessionStorage.removeItem(KEY);
    const plan = PLANS.find(each => each.id === kept?.plan);
    const fresh = plan && now - kept.now < RELOAD_SECONDS && (kept.phase === 'work' || kept.phase === 'rest');
    return fresh ? { plan, phase: kept.phase, endsAt: kept.endsAt } : null;
  } catch (error) {
    log.info(`the browser has kept no timer over a reload: ${log.messageOf(error)}`);
    return null;
  }
}
