// @ts-check
/**
 * The focus timer: counts down to a soft end, or through blocks of work and break. Pure; times in seconds of any clock that
 * goes on while the machine sleeps.
 *
 * @typedef {{ id: string, work: number, rest: number | null }} Plan   seconds; `rest` null: it ends after `work`
 * @typedef {{ plan: Plan, phase: 'work' | 'rest' | 'over', endsAt: number }} Timer
 */

const MINUTE = 60;

/** @param {number} minutes @returns {Plan} */
const countdown = minutes => ({ id: `stop-${minutes}`, work: minutes * MINUTE, rest: null });

/** @param {number} work @param {number} rest minutes @returns {Plan} */
const blocks = (work, rest) => ({ id: `blocks-${work}-${rest}`, work: work * MINUTE, rest: rest * MINUTE });

/** @type {readonly Plan[]} */
export const PLANS = [countdown(15), countdown(25), countdown(45), countdown(60), countdown(90), blocks(25, 5), blocks(50, 10),
  blocks(90, 20)];

/** @param {Plan} plan @param {number} now @returns {Timer} */
export const begin = (plan, now) => ({ plan, phase: 'work', endsAt: now + plan.work });

/**
 * @param {Timer} timer @param {number} now
 * @returns {Timer} as it stands now: after a long sleep, several blocks later
 */
export function follow(timer, now) {
  let current = timer;
  while (current.phase !== 'over' && now >= current.endsAt) {
    current = next(current, current.endsAt);
  }
  return current;
}

/** @param {Timer} timer @param {number} now @returns {Timer} the next block, begun now */
export const skip = (timer, now) => next(timer, now);

/** @param {Timer} timer @param {number} seconds @returns {Timer} the same, later by so much */
export const delay = (timer, seconds) => ({ ...timer, endsAt: timer.endsAt + seconds });

/** @param {Timer} timer @param {number} now @returns {number} seconds left in this block */
export const secondsLeft = (timer, now) => Math.max(0, timer.endsAt - now);

/** @param {Timer} timer @param {number} at @returns {Timer} */
function next({ plan, phase }, at) {
  if (plan.rest === null || phase === 'over') {
    return { plan, phase: 'over', endsAt: at };
  }
  return phase === 'work' ? { plan, phase: 'rest', endsAt: at + plan.rest } : begin(plan, at);
}
