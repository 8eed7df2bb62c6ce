// @ts-check
/** The presets, in the order they are shown; their names and prompts are among the words of each language. */

/** @typedef {keyof import('../../i18n/strings.js').Strings['presets']} Preset */

/** @type {readonly Preset[]} */
export const PRESETS = ['focus', 'coding', 'reading', 'writing', 'study', 'morning', 'cafe', 'night', 'piano', 'forest', 'ocean', 'unwind'];
