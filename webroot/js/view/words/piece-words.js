// @ts-check
/** What is said of a new piece on its way. Pure. */
import { clockTime, inSentences, strings } from '../../i18n/strings.js';
import { isPieceHere, pieceInSeconds } from '../../session/prompt-change.js';

/**
 * @param {import('../../session/model.js').Model} model @param {string} changedTo  what a prompt that waits besides is called, empty without one
 * @param {string} change  what is said of that prompt where it comes alone
 * @returns {string} empty when there is no new piece
 */
export function pieceWords(model, changedTo, change) {
  const piece = model.snapshot?.new_piece;
  if (model.pieceSent === null && !piece) {
    return isPieceHere(model) ? strings.pieceHere : '';
  }
  if (piece?.state === 'failed' && model.pieceSent === null) {
    return inSentences([strings.pieceFailed, change]);
  }
  const seconds = pieceInSeconds(model);
  const time = seconds === null ? '' : clockTime(seconds);
  if (piece && model.change?.appliesFrom != null) {
    return model.change.appliesFrom <= piece.segment_index ? strings.pieceWith(changedTo, time) : strings.pieceBefore(changedTo, time);
  }
  return time === '' ? strings.pieceComing : strings.pieceComingIn(time);
}
