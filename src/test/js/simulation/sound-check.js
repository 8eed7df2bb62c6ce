// @ts-check
/**
 * What must hold of the sound at every moment, found from what is scheduled: it does not stop once it sounds, is not twice as loud, goes
 * on in the music's time unless a break was announced.
 *
 * @typedef {import('./fake-audio.js').Context} Context
 * @typedef {import('./fake-audio.js').Source} Source
 * @typedef {import('./fake-server.js').Take} Take
 * @typedef {{ take: Take, position: number }} Place  where in which take's own music; the seconds that a take shares belong to the one before
 */
import { OVERLAP, SECONDS } from './fake-wav.js';

const STEP_SECONDS = 0.05;
const SAME_SECONDS = 0.003;
const STRIDE = SECONDS - OVERLAP;
/** Power, where 1 is the music as it is: −6 dB and +2 dB. */
const LEAST_POWER = 0.25;
const MOST_POWER = 1.6;
const LEAST_GAIN = 1e-3;
/** A fade, and the moment until a tick has noted it, which a busy page holds up. */
const ANNOUNCED_SECONDS = 0.3;
/** How long a session sounds on beside the one that takes its place: its fade, and the tick that begins it, which a busy page holds up. */
const HANDOVER_SECONDS = 3.7;

/**
 * @param {object} world
 * @param {() => number} world.now
 * @param {Map<number, Take>} world.takes
 * @param {(words: string) => void} world.violation
 * @param {() => boolean} world.mustSound   whether the music may not stop now
 * @param {() => number} world.busyUntil    when the page looks at the clock again
 */
export function createSoundCheck({ now, takes, violation, mustSound, busyUntil }) {
  /** @type {Set<Context>} */
  const contexts = new Set();
  /** @type {WeakMap<Context, Place & { at: number }>} what was heard of it last, and when on its clock */
  const last = new WeakMap();
  /** @type {{ from: number, to: number }[]} on the audio clock */
  let breaks = [];
  let checked = 0;
  let heardSeconds = 0;
  let newest = 0;
  let handoverUntil = -Infinity;      // on the audio clock
  /** @type {number | null} when it went quiet, while it may still be said why */
  let gapAt = null;

  /** @param {number} id @param {number} position @returns {Place} */
  function placeOf(id, position) {
    let [take, at] = [takes.get(id), position];
    while (take && at < OVERLAP - SAME_SECONDS && take.source !== null) {
      [take, at] = [takes.get(take.source), at + STRIDE];
    }
    return { take: /** @type {Take} */ (take), position: at };
  }

  /** @param {Source} source @param {number} at on its context's clock @returns {number} 0 when nothing of it comes out */
  function gainOf(source, at) {
    let gain = 1;
    /** @type {any} */
    let node = source.target;
    while (node && node !== source.context.destination) {
      gain *= node.gain ? node.gain.at(at) : 1;
      node = node.target;
    }
    return node ? gain : 0;
  }

  /** @param {Context} context @param {number} at @returns {{ gain: number, place: Place }[]} loudest first */
  function audible(context, at) {
    const voices = [];
    for (const source of context.sources) {
      if (source.startAt <= at && at < source.endAt) {
        const gain = gainOf(source, at);
        if (gain > LEAST_GAIN) {
          voices.push({ gain, place: placeOf(source.buffer.take, source.buffer.second + source.offset + at - source.startAt) });
        }
      }
    }
    return voices.sort((a, b) => b.gain - a.gain);
  }

  /** @param {Place} a @param {Place} b */
  const isSame = (a, b) => a.take === b.take && Math.abs(a.position - b.position) <= SAME_SECONDS;

  /** Music that is the same adds up, other music adds its power. @param {{ gain: number, place: Place }[]} voices */
  function power(voices) {
    /** @type {{ gain: number, place: Place }[]} */
    const groups = [];
    for (const { gain, place } of voices) {
      const group = groups.find(each => isSame(each.place, place));
      if (group) {
        group.gain += gain;
      } else {
        groups.push({ gain, place });
      }
    }
    return groups.reduce((sum, { gain }) => sum + gain * gain, 0);
  }

  /** @param {Context} context @param {number} at @param {Place} place */
  function follow(context, at, place) {
    const before = last.get(context);
    last.set(context, { ...place, at });
    newest = Math.max(newest, place.take.id);
    if (!before) {
      return;
    }
    const position = before.position + at - before.at;
    const goesOn = isSame(place, { ...before, position })
      || (place.take.source === before.take.id && Math.abs(place.position + STRIDE - position) <= SAME_SECONDS);
    const announced = breaks.some(each => at > each.from - ANNOUNCED_SECONDS && at < each.to + ANNOUNCED_SECONDS);
    if (!goesOn && !announced) {
      violation(`the music jumps at ${at.toFixed(3)} s from ${words({ ...before, position })} to ${words(place)}`);
    }
  }

  /** @param {number} moment */
  function lookAt(moment) {
    let total = 0;
    let handsOver = contexts.size > 1;
    for (const context of contexts) {
      if (context.state === 'closed') {
        contexts.delete(context);
      } else if (context.state === 'running') {
        const at = context.currentTime - (now() - moment);
        const voices = audible(context, at);
        total += power(voices);
        handsOver ||= at < handoverUntil;
        if (voices.length > 0) {
          follow(context, at, voices[0].place);
        }
      }
    }
    heardSeconds += total > LEAST_POWER ? STEP_SECONDS : 0;
    if (mustSound() && total < LEAST_POWER) {
      gapAt ??= moment;
    }
    if (total > MOST_POWER && !handsOver) {
      violation(`too loud: the power is ${total.toFixed(3)}`);
    }
  }

  /** @param {number} moment */
  function checkGap(moment) {
    if (gapAt !== null && moment > Math.max(gapAt, busyUntil()) + ANNOUNCED_SECONDS) {
      violation(`a gap since ${gapAt.toFixed(2)} s`);
      gapAt = null;
    }
  }

  /** @param {Context} context */
  const buffersOf = context => new Set([...context.sources].map(source => source.buffer));

  /** @param {Place} place */
  const words = place => `take ${place.take.id} (segment ${place.take.index}) at ${place.position.toFixed(3)} s`;

  return {
    /** @param {Context} context */
    opened: context => contexts.add(context),
    /** Looks at what was to be heard until this moment. @param {number} until */
    look(until) {
      for (; checked + STEP_SECONDS <= until; checked += STEP_SECONDS) {
        if (contexts.size > 0) {
          lookAt(checked + STEP_SECONDS);
        }
      }
      checkGap(until);
    },
    /** The music may end now, and may have been about to. */
    mayEnd() {
      gapAt = null;
    },
    /** A break in the music's time was announced. @param {number} at on the audio clock @param {number} fadeSeconds */
    announced(at, fadeSeconds) {
      breaks = [...breaks.slice(-20), { from: at, to: at + fadeSeconds }];
    },
    /** A session is heard from now on; one whose place it takes fades out then. @param {number} at on the audio clock */
    begins(at) {
      breaks = [...breaks.slice(-20), { from: at, to: at + HANDOVER_SECONDS }];
      handoverUntil = at + HANDOVER_SECONDS + ANNOUNCED_SECONDS;
    },
    /** @param {number} at on the audio clock of the newest context @returns {number} */
    secondsUntil: at => Math.max(0, at - ([...contexts].at(-1)?.currentTime ?? at)),
    /** The page is loaded anew: its sound ends with it. */
    forget: () => contexts.clear(),
    contexts: () => [...contexts],
    /** How much music is held, in the context that holds most. */
    held() {
      const buffers = [...contexts].map(context => [...buffersOf(context)]);
      const most = (/** @type {(each: import('./fake-audio.js').Source['buffer'][]) => number} */ count) => Math.max(0, ...buffers.map(count));
      return {
        'segments held': most(each => new Set(each.map(buffer => buffer.take)).size),
        'seconds of decoded music': most(each => each.reduce((sum, buffer) => sum + buffer.duration, 0)),
        sources: Math.max(0, ...[...contexts].map(context => context.sources.size)), 'ways out': contexts.size,
      };
    },
    heardSeconds: () => heardSeconds,
    /** The newest take of which something was heard. */
    newest: () => newest,
  };
}
