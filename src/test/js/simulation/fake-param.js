// @ts-check
/**
 * A parameter of a node of {@link import('./fake-audio.js')}.
 *
 * @typedef {{ at: number, end: number, value: number, curve: Float32Array | null, ramp: boolean }} Change  seconds on the audio clock
 */

/** A parameter whose value at every moment is known: it stands, moves in a straight line, or follows a curve. */
export class FakeParam {
  /** @type {Change[]} by time */
  #events = [];
  #context;
  #initial;

  /** @param {import('./fake-audio.js').Context} context @param {number} value */
  constructor(context, value) {
    this.#context = context;
    this.#initial = value;
  }

  get value() {
    return this.at(this.#context.currentTime);
  }

  /** @param {number} value @param {number} at */
  setValueAtTime(value, at) {
    this.#add({ at, end: at, value, curve: null, ramp: false });
  }

  /** @param {number} value @param {number} at */
  linearRampToValueAtTime(value, at) {
    this.#add({ at, end: at, value, curve: null, ramp: true });
  }

  /** A ramp of levels: close enough to a straight line for what is asked here. @param {number} value @param {number} at */
  exponentialRampToValueAtTime(value, at) {
    this.linearRampToValueAtTime(value, at);
  }

  /** @param {number} value @param {number} at */
  setTargetAtTime(value, at) {
    this.setValueAtTime(value, at);
  }

  /** @param {Float32Array} curve @param {number} at @param {number} seconds */
  setValueCurveAtTime(curve, at, seconds) {
    const overlaps = this.#events.some(each => at < each.end && each.at < at + seconds);
    if (overlaps || !(seconds > 0)) {
      throw new DOMException(`setValueCurveAtTime(…, ${at}, ${seconds}) overlaps`, 'NotSupportedError');
    }
    this.#add({ at, end: at + seconds, value: curve[curve.length - 1], curve, ramp: false });
  }

  /** @param {number} from */
  cancelScheduledValues(from) {
    this.#events = this.#events.filter(each => each.curve ? each.end <= from : each.at < from);
  }

  /** @param {Change} event */
  #add(event) {
    this.#events.push(event);
    this.#events.sort((a, b) => a.at - b.at);
  }

  /** @param {number} time @returns {number} */
  at(time) {
    let [value, since] = [this.#initial, 0];
    for (const { at, end, value: to, curve, ramp } of this.#events) {
      if (at > time) {
        return ramp ? value + (to - value) * (time - since) / (at - since) : value;
      }
      if (curve && time < end) {
        const place = (time - at) / (end - at) * (curve.length - 1);
        const [left, right] = [curve[Math.floor(place)], curve[Math.ceil(place)]];
        return left + (right - left) * (place - Math.floor(place));
      }
      [value, since] = [to, end];
    }
    return value;
  }
}
