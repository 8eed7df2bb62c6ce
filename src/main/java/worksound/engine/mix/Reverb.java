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
  private final float[] delay = new float[LINES];
  private final float[] slide = new float[LINES];
  private final float[] tap = new float[LINES];
  private final Diffuser[] diffusers = {new Diffuser(431), new Diffuser(613), new Diffuser(467), new Diffuser(577)};
  private final float damping = (float) (1 - Math.exp(-2 * Math.PI * DAMPING_HERTZ / ScoreTime.RATE));
  private int at;

  /** A Schroeder all-pass section. */
  private static final class Diffuser {
    private final float[] memory;
    private int at;

    private Diffuser(int samples) {
      memory = new float[samples];
    }

    private float pass(float input) {
      float old = memory[at];
      float fresh = input - 0.62f * old;
      memory[at] = fresh;
      at = at + 1 == memory.length ? 0 : at + 1;
      return old + 0.62f * fresh;
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

  /** Replaces what is sent by what comes back from the hall. */
  void render(long time, float[] left, float[] right) {
    for (int i = 0; i < LINES; i++) {
      delay[i] = length(i, time);
      slide[i] = (length(i, time + Sound.BLOCK) - delay[i]) / Sound.BLOCK;
    }
    for (int n = 0; n < Sound.BLOCK; n++) {
      float inLeft = diffusers[1].pass(diffusers[0].pass(left[n]));
      float inRight = diffusers[3].pass(diffusers[2].pass(right[n]));
      for (int i = 0; i < LINES; i++) {
        tap[i] = read(line[i], delay[i] + slide[i] * n);
        damped[i] += damping * (tap[i] - damped[i]);
        tap[i] = damped[i] * gain[i] + (tap[i] - damped[i]) * brightGain[i];
      }
      left[n] = 0.5f * (tap[0] + tap[2] + tap[4] + tap[6]);
      right[n] = 0.5f * (tap[1] + tap[3] + tap[5] + tap[7]);
      mix();
      for (int i = 0; i < LINES; i += 2) {
        line[i][at & MASK] = tap[i] + inLeft;
        line[i + 1][at & MASK] = tap[i + 1] + inRight;
      }
      at++;
    }
  }

  private static float length(int i, long time) {
    double motion = i < 4 ? 9 * Sound.wave(time, 0.31 + 0.13 * i, 0.25 * i) : 0;
    return (float) (LENGTHS[i] + motion);
  }

  private float read(float[] memory, float delay) {
    int whole = (int) delay;
    float fraction = delay - whole;
    float near = memory[at - whole & MASK];
    return near + fraction * (memory[at - whole - 1 & MASK] - near);
  }

  /** The fast Walsh-Hadamard transform of the taps, normalised. */
  private void mix() {
    for (int half = 1; half < LINES; half *= 2) {
      for (int i = 0; i < LINES; i++) {
        if ((i & half) == 0) {
          float a = tap[i];
          float b = tap[i + half];
          tap[i] = a + b;
          tap[i + half] = a - b;
        }
      }
    }
    for (int i = 0; i < LINES; i++) {
      tap[i] *= NORMAL;
    }
  }
}
