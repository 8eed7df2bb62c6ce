package worksound.engine.sound;

import java.util.List;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.SeededRandom;

/**
 * A held note: a few oscillators under a slow envelope. Phases, loudness and envelope follow from score time alone.
 *
 * <p>No two oscillators are alike: each has a pitch that wanders by a fraction of a hertz, a vibrato that begins once the note stands,
 * and a loudness of its own that comes and goes over seconds, so that the colour of the sum never rests. A phase of d·sin(2πrt) is the
 * closed form of a frequency that swings by 2πrd.
 */
final class OscillatorVoice {

  private static final double SILENT = 2e-5;
  private static final int FRACTION_BITS = 32 - Wavetable.BITS;
  private static final float FRACTION = 1f / (1 << FRACTION_BITS);
  /** When the vibrato begins and how soon it is there, in seconds. */
  private static final double VIBRATO_AFTER = 0.5;
  private static final double VIBRATO_RISE = 0.9;
  private static final double VIBRATO_HERTZ = 4.5;
  /** Part of the loudness that swings with the pitch. */
  private static final double TREMOLO = 0.16;

  private final Manner manner;
  private final float[][] cycles;
  private final double[] cyclesPerSample;
  private final double[] character;
  private final double[] vibrato;
  private final float[] leftGain;
  private final float[] rightGain;
  private final double attack;
  private final double decay;
  private final double release;
  private final double level;
  private final long begin;
  private long end = Long.MAX_VALUE;
  /** Phase in cycles and gain of each oscillator at {@link #at}, and a block later. */
  private double[] phases;
  private double[] gains;
  private double[] nextPhases;
  private double[] nextGains;
  private long at = Long.MIN_VALUE;

  final int midi;

  /**
   * How a note is held.
   *
   * @param waves   of each oscillator
   * @param detune  half the spread of the oscillators, in hertz at A4
   * @param vibrato how far the pitch swings, in cents
   * @param motion  part of an oscillator's loudness that comes and goes
   * @param attack  time constant of the rise in seconds
   * @param decay   time constant in seconds with which it settles once it is begun
   * @param sustain loudness that it settles at, 1 for as loud as at first
   * @param release time constant of the fall in seconds
   */
  record Manner(List<Wavetable> waves, double detune, double vibrato, double motion, double attack, double decay, double sustain,
                double release) {

    /** A note that is held as loud as it is begun. */
    Manner(List<Wavetable> waves, double detune, double vibrato, double motion, double attack, double release) {
      this(waves, detune, vibrato, motion, attack, 1, 1, release);
    }
  }

  /** A note that begins at score time {@code begin}. */
  OscillatorVoice(Manner manner, int midi, double pan, double level, long begin) {
    int count = manner.waves().size();
    double hertz = Sound.hertz(midi);
    this.manner = manner;
    this.midi = midi;
    this.level = level;
    this.attack = manner.attack() * ScoreTime.RATE;
    this.decay = manner.decay() * ScoreTime.RATE;
    this.release = manner.release() * ScoreTime.RATE;
    this.begin = begin;
    cycles = new float[count][];
    cyclesPerSample = new double[count];
    character = new double[count];
    vibrato = new double[count];
    leftGain = new float[count];
    rightGain = new float[count];
    phases = new double[count];
    gains = new double[count];
    nextPhases = new double[count];
    nextGains = new double[count];
    SeededRandom dice = SeededRandom.of(midi, count, Double.hashCode(pan));
    for (int i = 0; i < count; i++) {
      double side = count == 1 ? 0 : 2.0 * i / (count - 1) - 1;
      place(i, hertz, side, pan, dice);
    }
  }

  private void place(int i, double hertz, double side, double pan, SeededRandom dice) {
    int count = cycles.length;
    cycles[i] = manner.waves().get(i).cycle(hertz);
    cyclesPerSample[i] = (hertz + side * manner.detune() * Math.sqrt(hertz / 440)) / ScoreTime.RATE;
    character[i] = dice.unit();
    vibrato[i] = hertz * (Math.pow(2, manner.vibrato() / 1_200) - 1) / (2 * Math.PI * (VIBRATO_HERTZ + character[i]));
    double angle = Math.PI / 4 * (1 + Math.max(-0.9, Math.min(0.9, pan + 0.6 * side)));
    leftGain[i] = (float) (Math.cos(angle) / Math.sqrt(count));
    rightGain[i] = (float) (Math.sin(angle) / Math.sqrt(count));
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

  /** How loud it is at score time {@code time}, without its motion. */
  double loudness(long time) {
    return level * envelope(time);
  }

  /** Adds one block. */
  void render(long time, float[] left, float[] right) {
    if (at != time) {
      look(time, phases, gains);
    }
    at = time + Sound.BLOCK;
    look(at, nextPhases, nextGains);
    for (int i = 0; i < cycles.length; i++) {
      int step = fixed((nextPhases[i] - phases[i]) / Sound.BLOCK);
      float slope = (float) ((nextGains[i] - gains[i]) / Sound.BLOCK);
      oscillate(cycles[i], fixed(phases[i]), step, (float) gains[i], slope, leftGain[i], rightGain[i], left, right);
    }
    double[] spare = phases;
    phases = nextPhases;
    nextPhases = spare;
    spare = gains;
    gains = nextGains;
    nextGains = spare;
  }

  private static void oscillate(float[] cycle, int phase, int step, float gain, float slope, float panLeft, float panRight,
                                float[] left, float[] right) {
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

  /** Where every oscillator stands at score time {@code time}. */
  private void look(long time, double[] phases, double[] gains) {
    double loudness = loudness(time);
    double late = (double) (time - begin) / ScoreTime.RATE - VIBRATO_AFTER;
    double swing = manner.vibrato() == 0 || late < 0 ? 0 : 1 - Math.exp(-late / VIBRATO_RISE);
    for (int i = 0; i < phases.length; i++) {
      double own = character[i];
      double drift = 0.35 * Sound.wave(time, 0.07 + 0.05 * own, own);
      double vibrating = swing == 0 ? 0 : swing * Sound.wave(time, VIBRATO_HERTZ + own, 3 * own);
      phases[i] = cyclesPerSample[i] * time + 7 * own + drift + vibrato[i] * vibrating;
      gains[i] = loudness * (1 + manner.motion() * Sound.wave(time, 0.08 + 0.34 * own, 5 * own)) * (1 + TREMOLO * vibrating);
    }
  }

  private static int fixed(double cycles) {
    return (int) (long) ((cycles - Math.floor(cycles)) * 0x1p32);
  }

  private double envelope(long time) {
    double rise = 1 - Math.exp(-Math.max(0, Math.min(time, end) - begin) / attack);
    double settled = manner.sustain() + (1 - manner.sustain()) * Math.exp(-Math.max(0, time - begin) / decay);
    double smooth = rise * rise * settled;
    return time <= end ? smooth : smooth * Math.exp(-(time - end) / release);
  }
}
