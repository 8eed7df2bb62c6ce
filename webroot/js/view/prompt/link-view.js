// @ts-check
/** A prompt handed on as a link: one that the page is opened with is filled in, the one in the field can be copied. */
import { element, setText } from '../dom.js';
import * as log from '../../util/log.js';
import { linkTo, promptIn } from './prompt-link.js';
import { MAX_PROMPT_LENGTH } from './prompt-view.js';
import { strings } from '../../i18n/strings.js';

/**
 * @param {object} wiring
 * @param {() => string} wiring.prompt                what is in the field
 * @param {(prompt: string) => void} wiring.onPrompt  a link was opened
 */
export function createLinkView({ prompt, onPrompt }) {
  element('copy-link').addEventListener('click', copy);
  window.addEventListener('hashchange', open);

  /** The prompt leaves the address once it is in the field: a reload is not the link again. */
  function open() {
    const shared = promptIn(location.hash, MAX_PROMPT_LENGTH);
    if (shared !== null) {
      history.replaceState(null, '', location.pathname + location.search);
      onPrompt(shared);
    }
  }

  async function copy() {
    const link = linkTo(location.href, prompt());
    try {
      await navigator.clipboard.writeText(link);
      setText('link-words', strings.linkCopied);
    } catch (refused) {
      log.info(`the clipboard is refused: ${log.messageOf(refused)}`);
      setText('link-words', strings.linkNotCopied(link));
    }
  }

  return {
    open,
    /** What was said of a link holds no more: the prompt or the language is another one. */
    clear: () => setText('link-words', ''),
  };
}
