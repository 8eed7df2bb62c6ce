// @ts-check
/**
 * Runs before the page: whatever the page connects to an audio destination is recorded as well, one recording per
 * AudioContext, in `window.recordings`; the contexts themselves are in `window.contexts`.
 */
{
  /**
   * One for nodes and for parameters; to what a parameter returns nobody listens.
   *
   * @typedef {(this: AudioNode, target: AudioNode | AudioParam, output?: number, input?: number) => AudioNode} Connect
   */
  const connect = /** @type {Connect} */ (AudioNode.prototype.connect);
  /** @type {WeakMap<BaseAudioContext, GainNode>} */
  const taps = new WeakMap();
  /** @type {Float32Array<ArrayBuffer>[][]} */
  const recordings = [];
  /** @type {AudioContext[]} */
  const contexts = [];
  /** @type {number[]} */
  const drained = [];
  /** @type {Set<WeakRef<AudioBuffer>>} */
  const buffers = new Set();
  /** @type {Set<Promise<void>>} recorders that are not connected yet */
  const connecting = new Set();
  Object.assign(window, { recordings, contexts, recordedFrames, recordedBase64, drainBase64, aliveAudioSeconds });

  /** Every buffer the page makes is remembered, but not kept. */
  window.AudioBuffer = class extends AudioBuffer {
    /** @param {AudioBufferOptions} options */
    constructor(options) {
      super(options);
      buffers.add(new WeakRef(this));
    }
  };

  /** Seconds of decoded music that something still holds on to. Needs `--js-flags=--expose-gc`. */
  function aliveAudioSeconds() {
    gc();
    return [...buffers].reduce((sum, each) => sum + (each.deref()?.duration ?? 0), 0);
  }

  /** @param {AudioContext} context */
  function tapOf(context) {
    const tap = taps.get(context) ?? new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
    if (!taps.has(context)) {
      taps.set(context, tap);
      const connected = record(context, tap).finally(() => connecting.delete(connected));
      connecting.add(connected);
    }
    return tap;
  }

  /** Music that comes before the recorder is connected would be missing from the recording: it waits. */
  const fetchNow = window.fetch;
  window.fetch = async (request, options) => {
    if (String(request).includes('/audio/')) {
      await Promise.allSettled(connecting);
    }
    return fetchNow(request, options);
  };

  /** @param {AudioContext} context @param {AudioNode} tap */
  async function record(context, tap) {
    /** @type {Float32Array<ArrayBuffer>[]} */
    const pieces = [];
    recordings.push(pieces);
    contexts.push(context);
    if (!context.audioWorklet) {
      return;          // withheld from a page of another machine: its sound cannot be recorded
    }
    await context.audioWorklet.addModule(recorderUrl());
    const recorder = new AudioWorkletNode(context, 'recorder',
      { channelCount: 2, channelCountMode: 'explicit' });
    recorder.port.onmessage = ({ data }) => pieces.push(data);
    connect.call(tap, recorder);
    connect.call(recorder, context.destination);   // it puts out silence, but only what leads there is processed
  }

  /** From the server under test, unless the test has brought it along. */
  function recorderUrl() {
    return window.recorderSource
      ? URL.createObjectURL(new Blob([window.recorderSource], { type: 'text/javascript' })) : '/test/js/recorder-worklet.js';
  }

  AudioNode.prototype.connect = /** @type {Connect} */ (function (target, ...rest) {
    if (target instanceof AudioDestinationNode && this.context instanceof AudioContext) {
      connect.call(this, tapOf(this.context));
    }
    return connect.call(this, target, ...rest);
  });

  /** @param {number} index of the AudioContext */
  function recordedFrames(index) {
    return (drained[index] ?? 0) + (recordings[index] ?? []).reduce((sum, piece) => sum + piece.length / 2, 0);
  }

  /** The whole recording. @param {number} index */
  function recordedBase64(index) {
    return base64(recordings[index] ?? []);
  }

  /** What has been recorded since the last call, which the page then forgets. @param {number} index */
  function drainBase64(index) {
    const pieces = (recordings[index] ?? []).splice(0);
    drained[index] = (drained[index] ?? 0) + pieces.reduce((sum, piece) => sum + piece.length / 2, 0);
    return base64(pieces);
  }

  /** @param {BlobPart[]} pieces */
  async function base64(pieces) {
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    }
    return btoa(text);
  }
}
