// @ts-check
/** A person's commands, Play and Stop: the newest wins, and they reach the server in the order they were given. */

export function createCommandQueue() {
  let newest = 0;
  /** @type {Promise<unknown>} */
  let tail = Promise.resolve();

  /** @returns {() => boolean} whether no command has been issued since */
  function latestCheck() {
    const mine = newest;
    return () => mine === newest;
  }

  return {
    latestCheck,

    /** Another command. @returns {() => boolean} whether it still is the newest */
    issue() {
      newest++;
      return latestCheck();
    },

    /** Whether there has been none yet. */
    isEmpty: () => newest === 0,

    /** Runs when all commands before it are done. @template T @param {() => Promise<T>} command @returns {Promise<T>} */
    enqueue(command) {
      const result = tail.then(command);
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
