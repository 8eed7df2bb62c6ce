// @ts-check
/**
 * What lies between the music and the loudspeaker: input → presence (soft pauses) → volume → destination. What is heard, at
 * full volume, is looked at by an analyser and kept in a ring.
 *
 * @typedef {ReturnType<typeof createOutput>} Output
 */
import * as log from './log.js';
import { createRing } from './ring.js';

/** Nothing is resampled at 48 kHz. */
const RATE = 48_000;

/** A volume change is spread over about three of these, so that it does not crackle. */
const SMOOTH_SECONDS = 0.015;

/** The ring keeps this much; 16-bit stereo takes 11.5 MB a minute. */
export const KEPT_SECONDS = 300;

/** 1024 points tell 47 Hz apart, enough for a picture. */
const ANALYSER_POINTS = 1024;

/**
 * @typedef {{ context: AudioContext, input: GainNode, presence: GainNode, volume: GainNode, analyser: AnalyserNode }} Chain
 */

export function createOutput() {
  const ring = createRing({ rate: RATE, channels: 2, maxSeconds: KEPT_SECONDS });
  /** @type {Chain | null} */
  let chain = null;
  let gain = 1;
  let suspension = 0;

  /** @returns {{ context: AudioContext, input: AudioNode }} a new way out; whoever plays into it closes the context */
  function open() {
    clearTimeout(suspension);
    // The large buffer carries the sound through moments when the machine is busy.
    const context = new AudioContext({ sampleRate: RATE, latencyHint: 0.1 });
    const input = new GainNode(context);
    const presence = new GainNode(context);
    const volume = new GainNode(context, { gain });
    const analyser = new AnalyserNode(context, { fftSize: ANALYSER_POINTS, smoothingTimeConstant: 0.8 });
    input.connect(presence).connect(volume).connect(context.destination);
    presence.connect(analyser);
    chain = { context, input, presence, volume, analyser };
    record(chain);
    return { context, input };
  }

  /** @param {Chain} into */
  async function record(into) {
    ring.clear();
    try {
      await into.context.audioWorklet.addModule('/js/tap-worklet.js');
      const tap = new AudioWorkletNode(into.context, 'tap', { channelCount: 2, channelCountMode: 'explicit' });
      tap.port.onmessage = ({ data }) => into === chain && ring.push(data);
      into.presence.connect(tap).connect(into.context.destination);
    } catch (error) {
      if (into.context.state === 'closed') {
        return;          // nothing was played, so there is nothing to keep
      }
      log.error('what is played cannot be kept for saving', error);
    }
  }

  /** @param {number} to 0…1 @param {number} seconds */
  function fadePresence(to, seconds) {
    if (chain) {
      const { context, presence } = chain;
      presence.gain.cancelScheduledValues(context.currentTime);
      presence.gain.setValueAtTime(presence.gain.value, context.currentTime);
      presence.gain.linearRampToValueAtTime(to, context.currentTime + seconds);
    }
  }

  return {
    open,

    /** @param {number} to 0…1 */
    setGain(to) {
      gain = to;
      chain?.volume.gain.setTargetAtTime(to, chain.context.currentTime, SMOOTH_SECONDS);
    },

    /** Fades out. @param {number} seconds */
    fadeOut: seconds => fadePresence(0, seconds),

    /** Fades out and holds the audio clock, so that the music waits at this second. @param {number} seconds */
    hold(seconds) {
      const held = chain;
      fadePresence(0, seconds);
      clearTimeout(suspension);
      suspension = setTimeout(() => held?.context.state === 'running' && held.context.suspend(), seconds * 1000);
    },

    /** Goes on where it was held. @param {number} seconds of fading in */
    async goOn(seconds) {
      clearTimeout(suspension);
      if (chain && chain.context.state !== 'closed') {
        await chain.context.resume();
        fadePresence(1, seconds);
      }
    },

    /** The analyser of what is heard now, null before the first Play. */
    analyser: () => chain?.analyser ?? null,
    kept: ring,
  };
}
