// @ts-check
/**
 * The Web Audio interface as far as the page uses it, on virtual time and without a sample: what would be heard is known from what
 * is scheduled. 1,000 frames are a second.
 *
 * @typedef {ReturnType<typeof import('./virtual-time.js').createVirtualTime>} VirtualTime
 */

import { FakeParam } from './fake-param.js';

export const RATE = 1_000;

/** A buffer of one channel, in whose first two samples a segment says which it is and which second this is. */
class FakeAudioBuffer {
  /** @param {{ numberOfChannels: number, length: number, sampleRate: number }} options */
  constructor({ numberOfChannels, length, sampleRate }) {
    this.numberOfChannels = numberOfChannels;
    this.length = length;
    this.sampleRate = sampleRate;
    this.duration = length / sampleRate;
    this.samples = new Float32Array(length);
  }

  getChannelData() {
    return this.samples;
  }

  get take() {
    return Math.round(this.samples[0] * 32_768);
  }

  get second() {
    return Math.round(this.samples[1] * 32_768);
  }
}

class FakeNode {
  /** @type {FakeNode | null} where it leads, which is one place for everything that is heard */
  target = null;

  /** @param {FakeContext} context */
  constructor(context) {
    this.context = context;
  }

  /** @param {FakeNode} target */
  connect(target) {
    this.target ??= target;
    return target;
  }

  disconnect() {
    this.target = null;
  }
}

class FakeGain extends FakeNode {
  /** @param {FakeContext} context @param {{ gain?: number }} [options] */
  constructor(context, options = {}) {
    super(context);
    this.gain = new FakeParam(context, options.gain ?? 1);
  }
}

class FakeSource extends FakeNode {
  startAt = Infinity;
  offset = 0;
  stopAt = Infinity;

  /** @param {FakeContext} context @param {{ buffer: FakeAudioBuffer }} options */
  constructor(context, { buffer }) {
    super(context);
    this.buffer = buffer;
  }

  /** One that is begun too late begins at once, as in a browser. @param {number} when @param {number} offset */
  start(when, offset = 0) {
    this.startAt = Math.max(when, this.context.currentTime);
    this.offset = offset;
    this.context.sources.add(this);
  }

  stop() {
    this.stopAt = Math.min(this.stopAt, this.context.currentTime);
    this.context.sources.delete(this);
  }

  get endAt() {
    return Math.min(this.stopAt, this.startAt + this.buffer.duration - this.offset);
  }
}

/** A clock that runs with virtual time, unless it is suspended. */
class FakeContext extends EventTarget {
  sampleRate = RATE;
  state = 'suspended';
  /** @type {Set<FakeSource>} everything that was started and not stopped */
  sources = new Set();
  #time;
  #stood = 0;        // seconds on this clock when it was stopped last
  #since = 0;        // of virtual time, when it was started last

  /** @param {VirtualTime} time */
  constructor(time) {
    super();
    this.#time = time;
    this.destination = new FakeNode(this);
  }

  get currentTime() {
    return this.state === 'running' ? this.#stood + this.#time.now() - this.#since : this.#stood;
  }

  /** @param {string} state */
  become(state) {
    if (this.state === state || this.state === 'closed') {
      return;
    }
    this.#stood = this.currentTime;
    this.#since = this.#time.now();
    this.state = state;
    Promise.resolve().then(() => this.dispatchEvent(new Event('statechange')));      // as a browser does: after what asked for it
  }

  async resume() {
    this.become('running');
  }

  async suspend() {
    this.become('suspended');
  }

  async close() {
    this.become('closed');
    this.sources.clear();
  }
}

/**
 * @param {VirtualTime} time @param {(context: FakeContext) => void} opened
 * @returns {Record<string, unknown>} what takes the place of the browser's own
 */
export function audioFakes(time, opened) {
  return {
    AudioContext: class extends FakeContext {
      constructor() {
        super(time);
        opened(this);
      }
    },
    GainNode: FakeGain, AnalyserNode: FakeNode, AudioBufferSourceNode: FakeSource, AudioBuffer: FakeAudioBuffer,
  };
}

/** @typedef {FakeContext} Context  @typedef {FakeSource} Source */
