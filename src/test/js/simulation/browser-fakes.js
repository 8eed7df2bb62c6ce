// @ts-check
/**
 * What the page finds in a browser, replaced for as long as a simulation runs: timers and clocks, sound, requests, workers, the console.
 *
 * @typedef {import('./simulation.js').World} World
 */
import { audioFakes } from './fake-audio.js';

/**
 * Puts the fakes into the place of the browser's own.
 *
 * @param {import('./fake-audio.js').VirtualTime} time @param {World['network']} network @param {World['sound']} sound
 * @param {() => number} tickSeconds until the next tick @param {(line: string) => void} note
 */
export function install(time, network, sound, tickSeconds, note) {
  /** @type {[any, string, PropertyDescriptor | undefined][]} */
  const replaced = [];
  /** @type {[EventTarget, string, any][]} */
  let listeners = [];

  /** @param {any} owner @param {Record<string, unknown>} fakes */
  function replace(owner, fakes) {
    for (const [name, value] of Object.entries(fakes)) {
      replaced.push([owner, name, Object.getOwnPropertyDescriptor(owner, name)]);
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    }
  }

  /** @param {EventTarget} target */
  const remembering = target => {
    const add = target.addEventListener.bind(target);
    return (/** @type {string} */ type, /** @type {any} */ handler, /** @type {any} */ options) => {
      listeners.push([target, type, handler]);
      add(type, handler, options);
    };
  };

  class FakeWorker {
    /** @type {((event: object) => void) | null} */ onmessage = null;
    timer = 0;

    /** @param {boolean} on whether it ticks from now on */
    postMessage(on) {
      time.cancel(this.timer);
      const tick = () => {
        this.timer = time.ofPage(tickSeconds(), tick);
        this.onmessage?.({});
      };
      this.timer = on ? time.ofPage(tickSeconds(), tick) : 0;
    }
  }

  /** Messages come as soon as promises are kept. */
  class FakeChannel {
    port1 = { onmessage: /** @type {(() => void) | null} */ (null) };
    port2 = { postMessage: () => { Promise.resolve().then(() => this.port1.onmessage?.()); } };
  }

  replace(globalThis, {
    ...audioFakes(time, sound.opened), fetch: network.fetch, EventSource: network.EventSource, Worker: FakeWorker, MessageChannel: FakeChannel,
    setTimeout: (/** @type {() => void} */ task, milliseconds = 0) => time.ofPage(milliseconds / 1_000, task), clearTimeout: time.cancel,
  });
  replace(AbortSignal, { timeout: (/** @type {number} */ milliseconds) => {
    const controller = new AbortController();
    time.ofPage(milliseconds / 1_000, () => controller.abort(new DOMException('timed out', 'TimeoutError')));
    return controller.signal;
  } });
  replace(performance, { now: () => 1_000 * time.now() });
  replace(console, { info: note, error: note });
  replace(window, { addEventListener: remembering(window) });
  replace(document, { addEventListener: remembering(document) });
  sessionStorage.clear();

  function forgetListeners() {
    listeners.forEach(([target, type, handler]) => target.removeEventListener(type, handler));
    listeners = [];
  }

  return {
    forgetListeners,
    restore() {
      forgetListeners();
      for (const [owner, name, before] of replaced.reverse()) {
        if (before) {
          Object.defineProperty(owner, name, before);
        } else {
          delete owner[name];
        }
      }
      sessionStorage.clear();
    },
  };
}
