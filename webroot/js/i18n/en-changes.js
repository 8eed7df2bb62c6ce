// @ts-check
/** English for a new prompt or a new piece on its way, and taking it back. */

export const changes = {
  undo: 'Undo',
  undoPiece: 'Undo new piece',
  undoPrompt: 'Undo prompt',
  changeSent: (/** @type {string} */ name) => `Changing to “${name}”…`,
  changeHeardNext: (/** @type {string} */ name) => `“${name}” comes with one of the next parts.`,
  changeHeard: (/** @type {string} */ name, /** @type {string} */ time) => `“${name}” is heard in about ${time}.`,
  changeHeardOnceHere: (/** @type {string} */ name) => `“${name}” is heard as soon as the late part is here.`,
  changeHeardAfter: (/** @type {string} */ name) => `“${name}” is heard after the part that is late.`,
  renew: 'Something else',
  renewHint: 'A new piece with this prompt, faded in as soon as it is ready',
  pieceComing: 'A new piece is on its way. This one plays until then.',
  pieceComingIn: (/** @type {string} */ time) => `A new piece is heard in about ${time}. This one plays until then.`,
  pieceWith: (/** @type {string} */ name, /** @type {string} */ time) =>
    `“${name}” comes as a new piece${time && ` in about ${time}`}.`,
  pieceBefore: (/** @type {string} */ name, /** @type {string} */ time) =>
    `A new piece ${time ? `is heard in about ${time}` : 'is on its way'}, and “${name}” after it.`,
  pieceHere: 'The new piece is here.',
  pieceFailed: 'No new piece could be made this time, so this one plays on.',
};
