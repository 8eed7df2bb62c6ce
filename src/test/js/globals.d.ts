// What the browser has beyond TypeScript's own library: the scope of an audio worklet, and what Chromium and the tests add to a page.

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
/** Frames per second of the audio worklet's context. */
declare const sampleRate: number;

/** Collects garbage; there with `--js-flags=--expose-gc`. */
declare function gc(): void;

interface Window {
  /** The script of the recorder's worklet, where the server under test does not have it. */
  recorderSource?: string;
}
