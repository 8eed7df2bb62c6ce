// @ts-check
/** Minutes of listening on virtual time in which nothing goes wrong but what a test does. */
import { install } from './browser-fakes.js';
import { createNetwork } from './fake-network.js';
import { createServer } from './fake-server.js';
import { createPage, loadModules } from './simulation.js';
import { createVirtualTime } from './virtual-time.js';

/**
 * @typedef {object} Listening
 * @property {import('./simulation.js').FakeServer} server
 * @property {() => import('./simulation.js').Page['session']} session  of the page that is open
 * @property {(seconds: number) => Promise<void>} pass
 * @property {(wantsClick?: boolean) => void} reload  `wantsClick`: the browser lets music begin only in {@link Listening.click}
 * @property {() => void} leave  for a page in another tab, which lets music begin only in a click and knows nothing of this one
 * @property {(act: () => void) => void} click
 * @property {string[]} lines  of the page's log, and its requests
 */

/**
 * A page that has played for so long.
 *
 * @param {number} seconds @param {(listening: Listening) => Promise<void>} act @param {number} [generationSeconds] what a segment takes
 */
export async function listen(seconds, act, generationSeconds = 5) {
  const time = createVirtualTime();
  const lines = /** @type {string[]} */ ([]);
  const note = (/** @type {string} */ line) => { lines.push(line); };
  const script = { generationSeconds: () => generationSeconds, download: () => ({ seconds: 1 }), isStale: () => false };
  const server = createServer(time, script, snapshot => network.push(snapshot));
  const network = createNetwork(time, server, () => 0.5, note);
  let mayResume = true;
  const opened = (/** @type {import('./fake-audio.js').Context} */ context) => {
    context.resume = async () => {
      if (mayResume) {
        context.become('running');
      }
    };
  };
  const globals = install(time, network, /** @type {any} */ ({ opened }), () => 0.25, note);
  try {
    const modules = await loadModules();
    const open = () => createPage(modules, `page ${time.life()}`, () => undefined);
    let page = open();
    const pass = (/** @type {number} */ seconds) => time.pass(seconds, () => undefined);
    const reload = (wantsClick = false, keepsStorage = true) => {
      dispatchEvent(new Event('pagehide'));
      time.endLife();
      network.forget();
      globals.forgetListeners();
      mayResume = !wantsClick;
      if (!keepsStorage) {
        sessionStorage.clear();
      }
      page = open();
    };
    page.session.play('rain');
    await pass(seconds);
    await act({
      server, lines, pass, session: () => page.session,
      reload: wantsClick => reload(wantsClick),
      leave: () => reload(true, false),
      click(act) {
        mayResume = true;
        act();
      },
    });
  } finally {
    globals.restore();
  }
}
