package worksound.engine.sound;

import worksound.engine.score.ScoreTime;

/**
 * A two-pole low-pass for one channel, safe to move while it sounds.
 *
 * <p>The trapezoidal state-variable filter of Zavalishin, "The Art of VA Filter Design", chapter 3, in Simper's form.
 */
public final class LowPass {

  private final double damping;
  private double first;
  private double second;
  /** By how much the states go on from themselves, from one another and from the input. */
  private double first1;
  private double cross;
  private double second2;
  private double input2;

  /** A filter of quality {@code q}; 0.7 has no peak. */
  public LowPass(double q) {
    damping = 1 / q;
  }

  /** Moves the cutoff to {@code hertz}. */
  public void tune(double hertz) {
    double g = Math.tan(Math.PI * Math.min(hertz, 0.45 * ScoreTime.RATE) / ScoreTime.RATE);
    double a1 = 1 / (1 + g * (g + damping));
    first1 = 2 * a1 - 1;
    cross = 2 * g * a1;
    second2 = 1 - 2 * g * g * a1;
    input2 = 2 * g * g * a1;
  }

  /** Filters {@code samples} in place. */
  public void low(float[] samples) {
    double s1 = first;
    double s2 = second;
    for (int n = 0; n < Sound.BLOCK; n++) {
      double x = samples[n];
      double t1 = first1 * s1 + cross * (x - s2);
      double t2 = cross * s1 + second2 * s2 + input2 * x;
      samples[n] = (float) (0.5 * (s2 + t2));
      s1 = t1;
      s2 = t2;
    }
    first = s1;
    second = s2;
  }

  /** Replaces {@code samples} by what lies around the cutoff. */
  void band(float[] samples) {
    double s1 = first;
    double s2 = second;
    for (int n = 0; n < Sound.BLOCK; n++) {
      double x = samples[n];
      double t1 = first1 * s1 + cross * (x - s2);
      double t2 = cross * s1 + second2 * s2 + input2 * x;
      samples[n] = (float) (0.5 * damping * (s1 + t1));
      s1 = t1;
      s2 = t2;
    }
    first = s1;
    second = s2;
  }
}
