// @ts-check
/**
 * What lies between the music and the loudspeaker: input → presence (soft pauses) → volume → destination. What is heard, at
 * full volume, is looked at by an analyser and kept in a ring.
 *
 * There are two ways out while a session that is lost sounds on until the next one is heard: what is done, is done to both, and the
 * older one is what is heard.
 *
 * @typedef {ReturnType<typeof createOutput>} Output
 */
import * as log from '../util/log.js';
import { createRing } from './recording-buffer.js';

/** Nothing is resampled at 48 kHz. */
const RATE = 48_000;

/** A volume change is spread over about three of these, so that it does not crackle. */
const SMOOTH_SECONDS = 0.015;

/** The ring keeps this much; 16-bit stereo takes 11.5 MB a minute. */
export const KEPT_SECONDS = 300;

/** 1024 points tell 47 Hz apart, enough for a picture. */
const ANALYSER_POINTS = 1024;

/** Whether what is heard can be kept: browsers withhold audio worklets from a page that came over plain HTTP from another machine. */
export const canKeep = () => 'audioWorklet' in AudioContext.prototype;

/**
 * @typedef {{ context: AudioContext, input: GainNode, presence: GainNode, volume: GainNode, analyser: AnalyserNode }} Chain
 */

export function createOutput() {
  const ring = createRing({ rate: RATE, channels: 2, maxSeconds: KEPT_SECONDS });
  /** @type {Set<Chain>} all that are not closed, oldest first */
  const chains = new Set();
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
    const chain = { context, input, presence, volume, analyser };
    input.connect(presence).connect(volume).connect(context.destination);
    presence.connect(analyser);
    chains.add(chain);
    context.addEventListener('statechange', () => context.state === 'closed' && chains.delete(chain));
    wake(chain);          // within the person's click, which some browsers want
    if (canKeep()) {
      keep(chain);
    }
    return { context, input };
  }

  /** @param {Chain} chain */
  const wake = ({ context }) => tell('the sound does not come up', context.resume());

  /** @param {Chain} chain */
  const suspend = ({ context }) => tell('the sound is not held', context.suspend());

  /** @param {string} failure @param {Promise<void>} done */
  function tell(failure, done) {
    done.catch(error => log.info(`${failure}: ${error.message}`));
  }

  /** @returns {Chain | null} */
  function audible() {
    const [oldest] = chains;
    return oldest ?? null;
  }

  /** @param {Chain} chain */
  async function keep(chain) {
    try {
      await chain.context.audioWorklet.addModule('/js/audio/tap-worklet.js');
      const tap = new AudioWorkletNode(chain.context, 'tap', { channelCount: 2, channelCountMode: 'explicit' });
      tap.port.onmessage = ({ data }) => chain === audible() && ring.push(data);
      chain.presence.connect(tap).connect(chain.context.destination);
    } catch (error) {
      if (chain.context.state === 'closed') {
        return;          // nothing was played, so there is nothing to keep
      }
      log.error('what is played cannot be kept for saving', error);
    }
  }

  /** @param {number} to 0…1 @param {number} seconds */
  function fadePresence(to, seconds) {
    for (const { context, presence } of chains) {
      const from = presence.gain.value;
      presence.gain.cancelScheduledValues(context.currentTime);
      presence.gain.setValueAtTime(from, context.currentTime);
      presence.gain.linearRampToValueAtTime(to, context.currentTime + seconds);
    }
  }

  return {
    open,

    /** @param {number} to 0…1 */
    setGain(to) {
      gain = to;
      chains.forEach(({ context, volume }) => volume.gain.setTargetAtTime(to, context.currentTime, SMOOTH_SECONDS));
    },

    /** Fades out. @param {number} seconds */
    fadeOut: seconds => fadePresence(0, seconds),

    /** Fades out and holds the audio clock, so that the music waits at this second. @param {number} seconds */
    hold(seconds) {
      fadePresence(0, seconds);
      clearTimeout(suspension);
      suspension = setTimeout(() => chains.forEach(suspend), seconds * 1000);
    },

    /** Goes on where it was held. @param {number} seconds of fading in, on the clock that stands until then */
    goOn(seconds) {
      clearTimeout(suspension);
      fadePresence(1, seconds);
      chains.forEach(wake);
    },

    /** The analyser of what is heard now, null while nothing can be. */
    analyser: () => audible()?.analyser ?? null,
    kept: ring,
  };
}
