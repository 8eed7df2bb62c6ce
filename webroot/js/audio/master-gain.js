// @ts-check
/**
 * The gain of all the music together: → fadeIn → master → output.
 *
 * There is no limiter: the server's gains keep every segment's peaks below full scale, and a fade of music that agrees adds nothing.
 * Only a break in the music's time can add up to 3 dB, for single samples, if both sides peak at the same moment of its middle.
 */
import { crossfade } from './crossfade.js';
import { FADE_IN_SECONDS, LEAD_SECONDS, onSample } from './timeline.js';

/** @param {BaseAudioContext} context @param {AudioNode} output what the music is played into */
export function createMasterGain(context, output) {
  const fadeIn = new GainNode(context);
  const master = new GainNode(context);
  fadeIn.connect(master).connect(output);

  /** Fades the music in again from here: to be called while the system has taken the sound away. */
  function fadeInAgain() {
    const now = context.currentTime;
    fadeIn.gain.cancelScheduledValues(0);
    fadeIn.gain.setValueAtTime(0, now);
    fadeIn.gain.linearRampToValueAtTime(1, now + FADE_IN_SECONDS);
  }

  /** Fades everything out, for good. @param {number} seconds @returns {number} when it is quiet, on the audio clock */
  function fadeOut(seconds) {
    const from = onSample(context.currentTime + LEAD_SECONDS / 2, context.sampleRate);
    master.gain.setValueCurveAtTime(crossfade(seconds).out, from, seconds);
    return from + seconds;
  }

  function release() {
    fadeIn.disconnect();
    master.disconnect();
  }

  return { input: fadeIn, fadeInAgain, fadeOut, release };
}
