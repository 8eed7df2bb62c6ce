package worksound.engine.sound;

import worksound.engine.score.ScoreTime;

/**
 * A two-pole low-pass for one channel, safe to move while it sounds.
 *
 * <p>The trapezoidal state-variable filter of Zavalishin, "The Art of VA Filter Design", chapter 3, in Simper's form.
 */
public final class LowPass {

  private final double damping;
  private float first;
  private float second;
  private float a1;
  private float a2;
  private float a3;

  /** A filter of quality {@code q}; 0.7 has no peak. */
  public LowPass(double q) {
    damping = 1 / q;
  }

  /** Moves the cutoff to {@code hertz}. */
  public void tune(double hertz) {
    double g = Math.tan(Math.PI * Math.min(hertz, 0.45 * ScoreTime.RATE) / ScoreTime.RATE);
    a1 = (float) (1 / (1 + g * (g + damping)));
    a2 = (float) (g * a1);
    a3 = (float) (g * a2);
  }

  /** Filters {@code samples} in place. */
  public void low(float[] samples) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      step(samples[n]);
      samples[n] = low;
    }
  }

  /** Replaces {@code samples} by what lies around the cutoff. */
  void band(float[] samples) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      samples[n] = (float) damping * step(samples[n]);
    }
  }

  private float low;

  private float step(float input) {
    float v3 = input - second;
    float v1 = a1 * first + a2 * v3;
    float v2 = second + a2 * first + a3 * v3;
    first = 2 * v1 - first;
    second = 2 * v2 - second;
    low = v2;
    return v1;
  }
}
