// @ts-check
/** The log panel at the foot of the page: the console's entries, to be filtered, and to be copied with the snapshot. */
import { filtered, lineOf, newestOf, reportOf } from './bug-report.js';
import { element, setText } from '../dom.js';
import * as log from '../../util/log.js';
import { strings } from '../../i18n/strings.js';

/** The list is looked through so often while it is open. */
const EVERY_MILLISECONDS = 500;

/** @param {{ snapshot: () => unknown, onOpen: () => void }} wiring `snapshot`: what the server said last; `onOpen`: it is about to be seen */
export function createLogPanel({ snapshot, onOpen }) {
  const panel = /** @type {HTMLDetailsElement} */ (element('log-panel'));
  const list = element('log');
  const words = /** @type {HTMLInputElement} */ (element('log-filter'));
  const problems = /** @type {HTMLInputElement} */ (element('log-problems'));
  const report = /** @type {HTMLTextAreaElement} */ (element('report'));
  let shown = '';
  let timer = 0;

  panel.addEventListener('toggle', () => {
    clearInterval(timer);
    if (panel.open) {
      timer = setInterval(show, EVERY_MILLISECONDS);
      show();
    } else {
      report.hidden = true;
    }
  });
  words.addEventListener('input', show);
  problems.addEventListener('change', show);
  element('log-copy').addEventListener('click', copy);

  /** Shows what is new, and stays at the end if the person has not scrolled up. */
  function show() {
    const entries = newestOf(filtered(log.remembered(), words.value, problems.checked));
    const state = `${entries[0]?.id} ${entries.at(-1)?.id} ${entries.length}`;
    if (state !== shown) {
      const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 8;
      shown = state;
      list.replaceChildren(...entries.map(rowOf));
      list.scrollTop = atEnd ? list.scrollHeight : list.scrollTop;
    }
  }

  async function copy() {
    const text = reportOf({
      now: new Date().toISOString(), browser: navigator.userAgent, snapshot: snapshot(), entries: log.remembered(),
    });
    try {
      await navigator.clipboard.writeText(text);
      report.hidden = true;
      setText('log-copied', strings.logCopied);
    } catch (refused) {
      log.info(`the clipboard is refused: ${log.messageOf(refused)}`);
      report.value = text;
      report.hidden = false;
      report.select();
      setText('log-copied', strings.logNotCopied);
    }
  }

  return {
    /** Opens the log, or closes it. @param {boolean} [open] */
    toggle(open = !panel.open) {
      panel.open = open;
      if (open) {
        onOpen();
        panel.scrollIntoView({ block: 'nearest' });
        words.focus();
      }
    },
    translate: () => setText('log-copied', ''),
  };
}

/** @param {log.Entry} entry @returns {HTMLParagraphElement} */
function rowOf(entry) {
  const row = document.createElement('p');
  row.textContent = lineOf(entry);
  row.classList.toggle('problem', entry.problem);
  return row;
}
