// @ts-check
/** @type {(() => void)[]} */
const waiting = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => waiting.shift()?.();

/**
 * Lets the browser do what waits, between two pieces of a long computation. A hidden tab's timers are held back to one a second,
 * its messages are not.
 *
 * @returns {Promise<void>}
 */
export const yieldToEventLoop = () => new Promise(resolve => {
  waiting.push(resolve);
  port2.postMessage(null);
});
