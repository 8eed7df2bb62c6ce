// @ts-check
/**
 * The page's state machine, whole, in one table. An event that means nothing in a state changes nothing.
 *
 * @typedef {import('../server/types.js').PlaybackState} PlaybackState
 * @typedef {'play' | 'fetch' | 'sound' | 'starve' | 'fail' | 'recover' | 'end'} PlaybackEvent
 *   play: the person pressed Play · fetch: a segment that nothing else bridges is being downloaded · sound: music is heard ·
 *   starve: the music ran out and there is nothing to fetch · fail: it cannot go on by itself ·
 *   recover: what had failed goes on · end: stopped or taken over
 */

/** @type {Record<PlaybackState, Partial<Record<PlaybackEvent, PlaybackState>>>} */
const TRANSITIONS = {
  idle: { play: 'generating', fail: 'error' },
  generating: { fetch: 'downloading', sound: 'playing', fail: 'error', end: 'idle' },
  downloading: { sound: 'playing', starve: 'generating', fail: 'error', end: 'idle' },
  playing: { fetch: 'downloading', starve: 'generating', fail: 'error', end: 'idle' },
  error: { play: 'generating', recover: 'generating', end: 'idle' },
};

/** @param {PlaybackState} state @param {PlaybackEvent} event @returns {PlaybackState} */
export function next(state, event) {
  return TRANSITIONS[state][event] ?? state;
}
