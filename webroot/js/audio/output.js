// @ts-check
/**
 * What lies between the music and the loudspeaker: input → pauseGain (fades of a pause) → volume → destination. What is
 * heard, at full volume, is looked at by an analyser and recorded.
 *
 * There are two ways out while a session that is lost sounds on until the next one is heard: what is done, is done to both, and the
 * older one is what is heard.
 *
 * @typedef {ReturnType<typeof createOutput>} Output
 */
import * as log from '../util/log.js';
import { createRecordingBuffer } from './recording-buffer.js';

/** Nothing is resampled at 48 kHz. */
const RATE = 48_000;

/** A volume change is spread over about three of these, so that it does not crackle. */
const SMOOTH_SECONDS = 0.015;

/** The recording holds this much; 16-bit stereo takes 11.5 MB a minute. */
export const RECORDING_SECONDS = 300;

/** 1024 points tell 47 Hz apart, enough for a picture. */
const ANALYSER_POINTS = 1024;

/** Whether what is heard can be recorded: browsers withhold audio worklets from a page that came over plain HTTP from another machine. */
export const canRecord = () => 'audioWorklet' in AudioContext.prototype;

/**
 * @typedef {{ context: AudioContext, input: GainNode, pauseGain: GainNode, volume: GainNode, analyser: AnalyserNode }} Chain
 */

export function createOutput() {
  const recording = createRecordingBuffer({ rate: RATE, channels: 2, maxSeconds: RECORDING_SECONDS });
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
    const pauseGain = new GainNode(context);
    const volume = new GainNode(context, { gain });
    const analyser = new AnalyserNode(context, { fftSize: ANALYSER_POINTS, smoothingTimeConstant: 0.8 });
    const chain = { context, input, pauseGain, volume, analyser };
    input.connect(pauseGain).connect(volume).connect(context.destination);
    pauseGain.connect(analyser);
    chains.add(chain);
    context.addEventListener('statechange', () => context.state === 'closed' && chains.delete(chain));
    wake(chain);          // within the person's click, which some browsers want
    if (canRecord()) {
      record(chain);
    }
    return { context, input };
  }

  /** @param {Chain} chain */
  const wake = ({ context }) => tell('the sound does not come up', context.resume());

  /** @param {Chain} chain */
  const suspend = ({ context }) => tell('the sound is not paused', context.suspend());

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
  async function record(chain) {
    try {
      await chain.context.audioWorklet.addModule('/js/audio/tap-worklet.js');
      const tap = new AudioWorkletNode(chain.context, 'tap', { channelCount: 2, channelCountMode: 'explicit' });
      tap.port.onmessage = ({ data }) => chain === audible() && recording.push(data);
      chain.pauseGain.connect(tap).connect(chain.context.destination);
    } catch (error) {
      if (chain.context.state === 'closed') {
        return;          // nothing was played, so there is nothing to record
      }
      log.error('what is played cannot be recorded for saving', error);
    }
  }

  /** @param {number} to 0…1 @param {number} seconds */
  function fadePauseGain(to, seconds) {
    for (const { context, pauseGain } of chains) {
      const from = pauseGain.gain.value;
      pauseGain.gain.cancelScheduledValues(context.currentTime);
      pauseGain.gain.setValueAtTime(from, context.currentTime);
      pauseGain.gain.linearRampToValueAtTime(to, context.currentTime + seconds);
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
    fadeOut: seconds => fadePauseGain(0, seconds),

    /** Fades out and suspends the audio clock, so that the music waits at this second. @param {number} seconds */
    pause(seconds) {
      fadePauseGain(0, seconds);
      clearTimeout(suspension);
      suspension = setTimeout(() => chains.forEach(suspend), seconds * 1000);
    },

    /** Goes on where it was paused. @param {number} seconds of fading in, on the clock that stands until then */
    resume(seconds) {
      clearTimeout(suspension);
      fadePauseGain(1, seconds);
      chains.forEach(wake);
    },

    /** The analyser of what is heard now, null while nothing can be. */
    analyser: () => audible()?.analyser ?? null,
    recording,
  };
}
