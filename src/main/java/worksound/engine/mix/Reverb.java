package worksound.engine.mix;

import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * A wide, soft hall: eight delay lines that feed one another.
 *
 * <p>A feedback delay network after Jot and Chaigne, "Digital Delay Networks for Designing Artificial Reverberators", AES
 * 90th Convention (1991): an orthogonal (Hadamard) feedback matrix, per-line gains for two decay times, below and above a one-pole
 * crossover, behind two Schroeder all-pass diffusers per channel. Four of the lines are slowly modulated against ringing.
 */
final class Reverb {

  private static final int LINES = 8;
  private static final int[] LENGTHS = {1_493, 1_777, 2_081, 2_399, 2_731, 3_067, 3_461, 3_889};
  private static final double DECAY_SECONDS = 3.4;
  /** The air of a hall takes the highs sooner; it does not take them at once. */
  private static final double BRIGHT_DECAY_SECONDS = 1.4;
  private static final double DAMPING_HERTZ = 3_500;
  private static final int MASK = (1 << 13) - 1;
  private static final float NORMAL = (float) (1 / Math.sqrt(LINES));

  private final float[][] line = new float[LINES][MASK + 1];
  private final float[] damped = new float[LINES];
  private final float[] gain = new float[LINES];
  private final float[] brightGain = new float[LINES];
  /** What comes out of each line in this block. */
  private final float[][] taps = new float[LINES][Sound.BLOCK];
  private final float[] sumLeft = new float[Sound.BLOCK];
  private final float[] sumRight = new float[Sound.BLOCK];
  private final Diffuser[] diffusers = {new Diffuser(431), new Diffuser(613), new Diffuser(467), new Diffuser(577)};
  private final float damping = (float) (1 - Math.exp(-2 * Math.PI * DAMPING_HERTZ / ScoreTime.RATE));
  private int at;

  /** A Schroeder all-pass section, longer than a block. */
  private static final class Diffuser {
    private final float[] memory;
    private int at;

    private Diffuser(int samples) {
      memory = new float[samples];
    }

    private void pass(float[] samples) {
      int first = Math.min(Sound.BLOCK, memory.length - at);
      pass(samples, 0, first);
      pass(samples, first, Sound.BLOCK - first);
    }

    private void pass(float[] samples, int from, int count) {
      for (int n = 0; n < count; n++) {
        float old = memory[at + n];
        float fresh = samples[from + n] - 0.62f * old;
        memory[at + n] = fresh;
        samples[from + n] = old + 0.62f * fresh;
      }
      at = (at + count) % memory.length;
    }
  }

  Reverb() {
    for (int i = 0; i < LINES; i++) {
      gain[i] = gain(i, DECAY_SECONDS);
      brightGain[i] = gain(i, BRIGHT_DECAY_SECONDS);
    }
  }

  private static float gain(int i, double seconds) {
    return (float) Math.pow(10, -3 * LENGTHS[i] / (seconds * ScoreTime.RATE));
  }

  /** Replaces what is sent by what comes back from the hall. Every line is longer than a block, so that one goes through it as a whole. */
  void render(long time, float[] left, float[] right) {
    diffusers[0].pass(left);
    diffusers[1].pass(left);
    diffusers[2].pass(right);
    diffusers[3].pass(right);
    for (int i = 0; i < LINES; i++) {
      read(line[i], length(i, time), length(i, time + Sound.BLOCK), taps[i]);
    }
    for (int i = 0; i < LINES; i += 2) {
      damp(i, taps[i], taps[i + 1]);
    }
    sum(sumLeft, taps[0], taps[2], taps[4], taps[6]);
    sum(sumRight, taps[1], taps[3], taps[5], taps[7]);
    mix();
    for (int i = 0; i < LINES; i++) {
      write(line[i], taps[i], i % 2 == 0 ? left : right);
    }
    at = at + Sound.BLOCK & MASK;
    System.arraycopy(sumLeft, 0, left, 0, Sound.BLOCK);
    System.arraycopy(sumRight, 0, right, 0, Sound.BLOCK);
  }

  private static float length(int i, long time) {
    double motion = i < 4 ? 9 * Sound.wave(time, 0.31 + 0.13 * i, 0.25 * i) : 0;
    return (float) (LENGTHS[i] + motion);
  }

  private void read(float[] memory, float from, float to, float[] tap) {
    float slide = (to - from) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      float delay = from + slide * n;
      int whole = (int) delay;
      float near = memory[at + n - whole & MASK];
      tap[n] = near + (delay - whole) * (memory[at + n - whole - 1 & MASK] - near);
    }
  }

  /** The losses of the lines {@code i} and the next: two recursions that a processor computes beside one another. */
  private void damp(int i, float[] one, float[] other) {
    float keep = 1 - damping;
    float low = damped[i];
    float low2 = damped[i + 1];
    float dull = gain[i];
    float dull2 = gain[i + 1];
    float bright = brightGain[i];
    float bright2 = brightGain[i + 1];
    for (int n = 0; n < Sound.BLOCK; n++) {
      low = keep * low + damping * one[n];
      low2 = keep * low2 + damping * other[n];
      one[n] = low * dull + (one[n] - low) * bright;
      other[n] = low2 * dull2 + (other[n] - low2) * bright2;
    }
    damped[i] = low;
    damped[i + 1] = low2;
  }

  private static void sum(float[] sum, float[] a, float[] b, float[] c, float[] d) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      sum[n] = 0.5f * (a[n] + b[n] + (c[n] + d[n]));
    }
  }

  /** The fast Walsh-Hadamard transform of the taps, not yet normalised. */
  private void mix() {
    for (int half = 1; half < LINES; half *= 2) {
      for (int i = 0; i < LINES; i++) {
        if ((i & half) == 0) {
          butterfly(taps[i], taps[i + half]);
        }
      }
    }
  }

  private static void butterfly(float[] one, float[] other) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      float a = one[n];
      float b = other[n];
      one[n] = a + b;
      other[n] = a - b;
    }
  }

  private void write(float[] memory, float[] tap, float[] in) {
    int from = at;
    for (int n = 0; n < Sound.BLOCK; n++) {
      memory[from + n] = NORMAL * tap[n] + in[n];
    }
  }
}
