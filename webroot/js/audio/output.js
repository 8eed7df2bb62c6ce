// @ts-check
/**
 * What lies between the music and the loudspeaker: inputs → pauseGain (fades of a pause) → volume → destination. What is
 * heard, at full volume, is looked at by an analyser and recorded.
 *
 * There is one AudioContext for the page's life, unless its clock stands for good: a browser lets it sound once a person has clicked,
 * and may refuse another one later.
 * Two inputs are open while a session that is lost sounds on until the next one is heard. While none is open the context is suspended.
 *
 * @typedef {ReturnType<typeof createOutput>} Output
 * @typedef {{ context: AudioContext, input: AudioNode, release: () => void }} Sound  a way out; who plays into `input` releases it
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

/** A clock is looked at again after so long: a browser's buffer of half a second lets it go forward in steps of that. */
const LOOK_SECONDS = 0.25;

/** How much of a spectrum stays in the next one that is read, some 10 times a second. */
const ANALYSER_SMOOTHING = 0.51;

/** Whether what is heard can be recorded: browsers withhold audio worklets from a page that came over plain HTTP from another machine. */
export const canRecord = () => 'audioWorklet' in AudioContext.prototype;

/**
 * @typedef {{ context: AudioContext, pauseGain: GainNode, volume: GainNode, analyser: AnalyserNode }} Chain
 * @typedef {{ from: number, to: number, at: number, seconds: number }} Ramp  of a gain, from `at` on the audio clock on
 */

/** @param {Ramp} ramp @param {number} now @returns {number} the gain; not every browser's `AudioParam.value` tells it during a ramp */
const gainOf = ({ from, to, at, seconds }, now) => now >= at + seconds ? to : from + (to - from) * (now - at) / seconds;

export function createOutput() {
  const recording = createRecordingBuffer({ rate: RATE, channels: 2, maxSeconds: RECORDING_SECONDS });
  /** @type {Chain | null} */
  let chain = null;
  /** @type {Set<AudioNode>} */
  const inputs = new Set();
  /** @type {Ramp} of the pauseGain */
  let ramp = { from: 1, to: 1, at: 0, seconds: 0 };
  let gain = 1;
  let suspension = 0;
  let suspended = false;

  /** @param {{ beside?: boolean }} [how] `beside`: it waits where what sounds now does @returns {Sound} a new way out */
  function open({ beside = false } = {}) {
    chain ??= createChain();
    const { context, pauseGain } = chain;
    const input = new GainNode(context);
    input.connect(pauseGain);
    inputs.add(input);
    if (!beside) {
      resume(SMOOTH_SECONDS);        // within the person's click, which some browsers want
    }
    return { context, input, release: () => release(input) };
  }

  /** @param {AudioNode} input */
  function release(input) {
    input.disconnect();
    if (inputs.delete(input) && inputs.size === 0) {
      suspendIn(0);
    }
  }

  /** @returns {Chain} */
  function createChain() {
    playsThroughSilentSwitch();
    // The large buffer carries the sound through moments when the machine is busy.
    const context = new AudioContext({ sampleRate: RATE, latencyHint: 0.1 });
    const pauseGain = new GainNode(context);
    const volume = new GainNode(context, { gain });
    const analyser = new AnalyserNode(context, { fftSize: ANALYSER_POINTS, smoothingTimeConstant: ANALYSER_SMOOTHING });
    pauseGain.connect(volume).connect(context.destination);
    pauseGain.connect(analyser);
    if (canRecord()) {
      record(context, pauseGain);
    }
    return { context, pauseGain, volume, analyser };
  }

  /** @param {number} seconds @param {() => void} task  in place of what was to be done later */
  function later(seconds, task) {
    clearTimeout(suspension);
    suspension = setTimeout(task, seconds * 1000);
  }

  /** @param {number} seconds */
  function suspendIn(seconds) {
    later(Math.max(0, seconds - LOOK_SECONDS), () => chain && suspendOnceItRuns(chain.context));
  }

  /** The clock is seen going first: where the device is gone, WebKitGTK waits for ever in `suspend()`. @param {AudioContext} context */
  function suspendOnceItRuns(context) {
    const before = context.currentTime;
    later(LOOK_SECONDS, () => {
      if (context.state === 'running' && context.currentTime === before) {
        suspendOnceItRuns(context);
        return;
      }
      suspended = true;
      tell('the sound is not paused', context.suspend());
    });
  }

  /** @param {string} failure @param {Promise<void>} done */
  function tell(failure, done) {
    done.catch(error => log.info(`${failure}: ${error.message}`));
  }

  /** @param {AudioContext} context @param {AudioNode} music */
  async function record(context, music) {
    try {
      await context.audioWorklet.addModule('/js/audio/tap-worklet.js');
      const tap = new AudioWorkletNode(context, 'tap', { channelCount: 2, channelCountMode: 'explicit' });
      tap.port.onmessage = ({ data }) => inputs.size > 0 && recording.push(data);
      music.connect(tap).connect(context.destination);
    } catch (error) {
      log.error('what is played cannot be recorded for saving', error);
    }
  }

  /** @param {number} to 0…1 @param {number} seconds */
  function fadePauseGain(to, seconds) {
    if (!chain) {
      return;
    }
    const { gain: param } = chain.pauseGain;
    const at = chain.context.currentTime;
    ramp = { from: gainOf(ramp, at), to, at, seconds };
    param.cancelScheduledValues(0);
    param.setValueAtTime(ramp.from, at);
    param.linearRampToValueAtTime(to, at + seconds);
  }

  /** Goes on where it was paused. @param {number} seconds of fading in, on the clock that stands until then */
  function resume(seconds) {
    clearTimeout(suspension);
    fadePauseGain(1, seconds);
    if (chain && (suspended || chain.context.state !== 'running')) {
      suspended = false;
      tell('the sound does not come up', chain.context.resume());
    }
  }

  return {
    open, resume,

    /** @param {number} to 0…1 */
    setGain(to) {
      gain = to;
      chain?.volume.gain.setTargetAtTime(to, chain.context.currentTime, SMOOTH_SECONDS);
    },

    /** Fades out. @param {number} seconds */
    fadeOut: seconds => fadePauseGain(0, seconds),

    /** Fades in what was faded out, or was about to be. @param {number} seconds */
    fadeIn: seconds => fadePauseGain(1, seconds),

    /** Fades out and suspends the audio clock, so that the music waits at this second. @param {number} seconds */
    pause(seconds) {
      fadePauseGain(0, seconds);
      suspendIn(seconds);
    },

    /** @returns {Sound} a way out of another context; one whose clock stands for good is forgotten, and not touched any more */
    reopen() {
      clearTimeout(suspension);
      inputs.clear();
      chain = null;
      ramp = { from: 1, to: 1, at: 0, seconds: 0 };
      return open();
    },

    /** The analyser of what is heard now, null while nothing can be. */
    analyser: () => (inputs.size > 0 ? chain?.analyser ?? null : null),
    recording,
  };
}

/** Phones then play it as music: with the silent switch on, and behind the lock screen. Draft: W3C Audio Session. */
function playsThroughSilentSwitch() {
  const { audioSession } = /** @type {{ audioSession?: { type: string } }} */ (navigator);
  if (audioSession) {
    audioSession.type = 'playback';
  }
}
