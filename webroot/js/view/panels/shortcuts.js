// @ts-check
/**
 * What single keys do. A key counts only where it would not be typed or pressed for something else. Pure.
 *
 * @typedef {'toggle' | 'mute' | 'louder' | 'quieter' | 'prompt' | 'undo' | 'timer' | 'saveSegment' | 'saveRecent' | 'log' | 'help'} Action
 */

/** Key, as `KeyboardEvent.key` in lower case, and what it does. @type {readonly (readonly [string, Action])[]} */
export const SHORTCUTS = [
  [' ', 'toggle'], ['m', 'mute'], ['+', 'louder'], ['-', 'quieter'], ['p', 'prompt'], ['u', 'undo'], ['t', 'timer'],
  ['s', 'saveSegment'], ['r', 'saveRecent'], ['l', 'log'], ['?', 'help'],
];

/**
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, repeat: boolean }} event
 * @param {'text' | 'control' | 'page'} where  the focused element takes text, is operated by keys, or neither
 * @returns {Action | null}
 */
export function actionOf({ key, ctrlKey, metaKey, altKey, repeat }, where) {
  if (ctrlKey || metaKey || altKey || where === 'text') {
    return null;
  }
  const action = SHORTCUTS.find(([each]) => each === key.toLowerCase())?.[1] ?? null;
  const taken = where === 'control' && key === ' ';
  const repeats = action === 'louder' || action === 'quieter';
  return taken || (repeat && !repeats) ? null : action;
}

/** @param {Element | null} element the focused one @returns {'text' | 'control' | 'page'} */
export function whereIs(element) {
  if (element?.matches('textarea, select, input:not([type=range], [type=checkbox])')) {
    return 'text';
  }
  return element?.matches('button, a, summary, input, [tabindex]') ? 'control' : 'page';   // Space scrolls what is made focusable to be scrolled
}
