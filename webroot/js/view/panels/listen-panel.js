// @ts-check
/** Listening with something else than the page: the address that any player takes, and this browser's own media element for it. */
import * as api from '../../server/api.js';
import { element, setAttribute, setText } from '../dom.js';
import * as log from '../../util/log.js';
import { inSentences, strings } from '../../i18n/strings.js';

/** What a machine calls itself. */
const LOCAL_NAMES = /^(localhost|.*\.localhost|127\..*|0\.0\.0\.0|\[::1\])$/;

/**
 * The page's own sound ends once the server has given playback over to the stream.
 *
 * @param {{ isPlaying: () => boolean, onListen: () => void }} wiring `isPlaying`: whether the stream is played here
 */
export function createListenPanel({ isPlaying, onListen }) {
  const panel = /** @type {HTMLDetailsElement} */ (element('listen'));
  const address = /** @type {HTMLInputElement} */ (element('listen-address'));
  const here = element('listen-here');
  const qr = /** @type {HTMLImageElement} */ (element('listen-qr'));

  panel.addEventListener('toggle', () => panel.open && ask());
  element('listen-copy').addEventListener('click', copy);
  here.addEventListener('click', onListen);

  /** Who may use the page is given an address that opens the music alone. */
  async function ask() {
    say();
    try {
      address.value = await api.listenAddress();
      showQr();
    } catch (error) {
      log.info(`no address of the stream: ${log.messageOf(error)}`);
      setText('listen-words', strings.listenUnknown);
    }
  }

  /** No other device reaches this machine by a name that every machine has for itself. */
  const isLocal = () => LOCAL_NAMES.test(location.hostname);

  function showQr() {
    qr.hidden = isLocal();
    if (!qr.hidden) {
      qr.src = api.listenQr();
    }
  }

  /** @returns {string} who cannot use the address, empty where all can */
  const reach = () => (isLocal() ? strings.listenLocal : '');

  function say() {
    setText('listen-words', reach());
    qr.alt = strings.listenQr;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address.value);
      setText('listen-words', inSentences([strings.addressCopied, reach()]));
    } catch (refused) {
      log.info(`the clipboard is refused: ${log.messageOf(refused)}`);
      address.select();
      setText('listen-words', strings.addressNotCopied);
    }
  }

  return {
    /** Whether the stream is played here may have changed. */
    show: () => setAttribute(here, 'aria-pressed', String(isPlaying())),
    /** What was said holds in another language no more. */
    translate: say,
  };
}
