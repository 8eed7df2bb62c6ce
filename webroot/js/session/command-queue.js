// @ts-check
/** A person's Play and Stop: the newest wins, and they reach the server in the order they were given. */

export function createWishes() {
  let newest = 0;
  /** @type {Promise<unknown>} */
  let commands = Promise.resolve();

  /** @returns {() => boolean} whether no wish has come since */
  function asOfNow() {
    const mine = newest;
    return () => mine === newest;
  }

  return {
    asOfNow,

    /** Another wish. @returns {() => boolean} whether it still is the newest */
    wish() {
      newest++;
      return asOfNow();
    },

    /** Whether there has been none yet. */
    isEmpty: () => newest === 0,

    /** Runs when all commands before it are done. @template T @param {() => Promise<T>} command @returns {Promise<T>} */
    inOrder(command) {
      const result = commands.then(command);
      commands = result.catch(() => undefined);
      return result;
    },
  };
}
