// @ts-check
/**
 * How all of the music comes and goes: → rise → master → output.
 *
 * There is no limiter: the server's gains keep every segment's peaks below full scale, and a fade of music that agrees adds nothing.
 * Only a break in the music's time can add up to 3 dB, for single samples, if both sides peak at the same moment of its middle.
 */
import { crossfade } from './crossfade.js';
import { LEAD_SECONDS, onSample, RISE_SECONDS } from './timeline.js';

/** @param {BaseAudioContext} context @param {AudioNode} output what the music is played into */
export function createCurtain(context, output) {
  const rise = new GainNode(context);
  const master = new GainNode(context);
  rise.connect(master).connect(output);

  /** Lets the music rise again from here: to be called while the system has taken the sound away. */
  function riseAgain() {
    const now = context.currentTime;
    rise.gain.cancelScheduledValues(0);
    rise.gain.setValueAtTime(0, now);
    rise.gain.linearRampToValueAtTime(1, now + RISE_SECONDS);
  }

  /** Fades everything out, for good. @param {number} seconds @returns {number} when it is quiet, on the audio clock */
  function fadeOut(seconds) {
    const from = onSample(context.currentTime + LEAD_SECONDS / 2, context.sampleRate);
    master.gain.setValueCurveAtTime(crossfade(seconds).out, from, seconds);
    return from + seconds;
  }

  function release() {
    rise.disconnect();
    master.disconnect();
  }

  return { input: rise, riseAgain, fadeOut, release };
}
