// @ts-check
/** Which player that is no page plays the music, in words. Pure. */
import { strings } from '../../i18n/strings.js';

/** @param {import('../../server/types.js').PlaybackReport | null | undefined} playback @returns {string | null} as “in mpv”; null where a page plays */
export function playerWords(playback) {
  const by = playback?.by;
  if (by?.kind !== 'stream') {
    return null;
  }
  const name = by.name ?? strings.unnamedPlayer;
  return by.local ? strings.inPlayerOnServer(name) : strings.inPlayer(name);
}
