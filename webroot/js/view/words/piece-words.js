// @ts-check
/** What is said of a new piece on its way. Pure. */
import { clockTime, strings } from '../../i18n/strings.js';
import { isPieceHere, pieceInSeconds } from '../../session/prompt-change.js';

/** @param {import('../../session/model.js').Model} model @returns {string} empty when there is none */
export function pieceWords(model) {
  const piece = model.snapshot?.new_piece;
  if (model.pieceSent === null && !piece) {
    return isPieceHere(model) ? strings.pieceHere : '';
  }
  if (piece?.state === 'failed' && model.pieceSent === null) {
    return strings.pieceFailed;
  }
  const seconds = pieceInSeconds(model);
  return seconds === null ? strings.pieceComing : strings.pieceComingIn(clockTime(seconds));
}
