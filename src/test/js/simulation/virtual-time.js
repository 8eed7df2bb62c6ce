// @ts-check
/**
 * Time that stands while something happens and then jumps to what is due next. What a page has begun ends with it.
 *
 * @typedef {{ at: number, id: number, life: number, task: () => void }} Alarm
 */

/** Promises that wait for one another are all kept within so many turns, or a moment later. */
const TURNS = 24;

export function createVirtualTime() {
  /** @type {Alarm[]} a heap: none is due before its parent */
  const heap = [];
  /** @type {Set<number>} */
  const cancelled = new Set();
  let now = 0;
  let ids = 0;
  let life = 1;

  /** @param {Alarm} a @param {Alarm} b */
  const before = (a, b) => a.at < b.at || (a.at === b.at && a.id < b.id);

  /** @param {Alarm} alarm */
  function push(alarm) {
    let place = heap.push(alarm) - 1;
    for (let parent = (place - 1) >> 1; place > 0 && before(alarm, heap[parent]); parent = (place - 1) >> 1) {
      heap[place] = heap[parent];
      place = parent;
    }
    heap[place] = alarm;
  }

  /** @returns {Alarm} the earliest, of which there is one */
  function pop() {
    const [first] = heap;
    const last = /** @type {Alarm} */ (heap.pop());
    if (heap.length > 0) {
      sink(last);
    }
    return first;
  }

  /** @param {Alarm} alarm */
  function sink(alarm) {
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      const least = child + 1 < heap.length && before(heap[child + 1], heap[child]) ? child + 1 : child;
      if (!before(heap[least], alarm)) {
        break;
      }
      heap[place] = heap[least];
      place = least;
    }
    heap[place] = alarm;
  }

  /** @param {number} seconds @param {() => void} task @param {number} owner @returns {number} */
  function schedule(seconds, task, owner) {
    push({ at: now + Math.max(0, seconds), id: ++ids, life: owner, task });
    return ids;
  }

  return {
    /** Seconds since the simulation began. */
    now: () => now,
    /** Something of the page, which ends when it is loaded anew. @param {number} seconds @param {() => void} task @returns {number} */
    ofPage: (seconds, task) => schedule(seconds, task, life),
    /** Something of the world around it. @param {number} seconds @param {() => void} task @returns {number} */
    ofWorld: (seconds, task) => schedule(seconds, task, 0),
    /** @param {number} id */
    cancel: id => cancelled.add(id),
    /** The page is loaded anew: what it had begun is forgotten. */
    endLife: () => life++,
    /** @returns {number} which page it is, counted from 1 */
    life: () => life,
    /** What waits to happen, the cancelled among it. */
    pending: () => heap.filter(alarm => (alarm.life === life || alarm.life === 0) && !cancelled.has(alarm.id)).length,
    /**
     * Lets time pass.
     *
     * @param {number} seconds
     * @param {(until: number) => void} look  before anything happens at this moment
     */
    async pass(seconds, look) {
      const end = now + seconds;
      while (heap.length > 0 && heap[0].at <= end) {
        const alarm = pop();
        if (!cancelled.delete(alarm.id) && (alarm.life === life || alarm.life === 0)) {
          look(alarm.at);
          now = alarm.at;
          alarm.task();
          for (let turn = 0; turn < TURNS; turn++) {
            await null;
          }
        }
      }
      now = end;
    },
  };
}

/** 0…1, one after the other from a seed (mulberry32). @param {number} seed @returns {() => number} */
export function createRandom(seed) {
  let state = seed | 0;
  return () => {
    state = state + 0x6D2B79F5 | 0;
    let z = Math.imul(state ^ state >>> 15, 1 | state);
    z = z + Math.imul(z ^ z >>> 7, 61 | z) ^ z;
    return ((z ^ z >>> 14) >>> 0) / 2 ** 32;
  };
}
