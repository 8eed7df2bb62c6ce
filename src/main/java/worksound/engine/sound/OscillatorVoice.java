package worksound.engine.sound;

import worksound.engine.score.ScoreTime;
import worksound.engine.style.SeededRandom;

/**
 * A held note: detuned oscillators under a slow envelope. Phases and envelope follow from score time alone.
 *
 * <p>The oscillators' pitch wanders by a fraction of a hertz, as analogue ones do: phase d·sin(2πrt) is a closed form of it.
 */
final class OscillatorVoice {

  private static final double SILENT = 2e-5;
  private static final int FRACTION_BITS = 32 - Wavetable.BITS;
  private static final float FRACTION = 1f / (1 << FRACTION_BITS);

  private final float[] cycle;
  private final double[] cyclesPerSample;
  private final double[] startPhase;
  private final double[] wander;
  private final float[] leftGain;
  private final float[] rightGain;
  private final double attack;
  private final double release;
  private final double level;
  private final double breath;
  private final long begin;
  private long end = Long.MAX_VALUE;

  final int midi;

  /**
   * A note that has just begun.
   *
   * @param detune  half the spread of the oscillators, in hertz at A4
   * @param attack  time constant of the rise in seconds
   * @param release time constant of the fall in seconds
   */
  OscillatorVoice(Wavetable wave, int midi, int oscillators, double detune, double pan, double level, double attack, double release, long begin) {
    SeededRandom dice = SeededRandom.of(midi, oscillators, Double.hashCode(pan));
    double hertz = Sound.hertz(midi);
    this.midi = midi;
    this.cycle = wave.cycle(hertz);
    this.level = level;
    this.attack = attack * ScoreTime.RATE;
    this.release = release * ScoreTime.RATE;
    this.begin = begin;
    this.breath = dice.unit();
    cyclesPerSample = new double[oscillators];
    startPhase = new double[oscillators];
    wander = new double[oscillators];
    leftGain = new float[oscillators];
    rightGain = new float[oscillators];
    for (int i = 0; i < oscillators; i++) {
      double side = oscillators == 1 ? 0 : 2.0 * i / (oscillators - 1) - 1;
      cyclesPerSample[i] = (hertz + side * detune * Math.sqrt(hertz / 440)) / ScoreTime.RATE;
      startPhase[i] = dice.unit();
      wander[i] = dice.unit();
      double angle = Math.PI / 4 * (1 + Math.max(-0.9, Math.min(0.9, pan + 0.6 * side)));
      leftGain[i] = (float) (Math.cos(angle) / Math.sqrt(oscillators));
      rightGain[i] = (float) (Math.sin(angle) / Math.sqrt(oscillators));
    }
  }

  /** Lets the note go at score time {@code time}. */
  void release(long time) {
    end = Math.min(end, time);
  }

  boolean isHeld() {
    return end == Long.MAX_VALUE;
  }

  boolean isOver(long time) {
    return time > end && envelope(time) < SILENT;
  }

  /** How loud it is at score time {@code time}, without its breathing. */
  double loudness(long time) {
    return level * envelope(time);
  }

  /** Adds one block. */
  void render(long time, float[] left, float[] right) {
    double from = level * envelope(time) * breathing(time);
    double to = level * envelope(time + Sound.BLOCK) * breathing(time + Sound.BLOCK);
    for (int i = 0; i < cyclesPerSample.length; i++) {
      double now = phase(i, time);
      double step = (phase(i, time + Sound.BLOCK) - now) / Sound.BLOCK;
      oscillate(fixed(now), fixed(step), (float) from, (float) ((to - from) / Sound.BLOCK), leftGain[i], rightGain[i], left, right);
    }
  }

  private void oscillate(int phase, int step, float gain, float slope, float panLeft, float panRight, float[] left, float[] right) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      int index = phase >>> FRACTION_BITS;
      float fraction = (phase & (1 << FRACTION_BITS) - 1) * FRACTION;
      float value = (cycle[index] + fraction * (cycle[index + 1] - cycle[index])) * gain;
      left[n] += value * panLeft;
      right[n] += value * panRight;
      phase += step;
      gain += slope;
    }
  }

  /** Cycles since score time 0, with the wander. */
  private double phase(int oscillator, long time) {
    double drift = 0.35 * Sound.wave(time, 0.07 + 0.05 * wander[oscillator], wander[oscillator]);
    return cyclesPerSample[oscillator] * time + startPhase[oscillator] + drift;
  }

  private static int fixed(double cycles) {
    return (int) (long) ((cycles - Math.floor(cycles)) * 0x1p32);
  }

  private double breathing(long time) {
    return 1 + 0.18 * Sound.wave(time, 0.05 + 0.06 * breath, breath);
  }

  private double envelope(long time) {
    double rise = 1 - Math.exp(-Math.max(0, Math.min(time, end) - begin) / attack);
    double smooth = rise * rise;
    return time <= end ? smooth : smooth * Math.exp(-(time - end) / release);
  }
}
