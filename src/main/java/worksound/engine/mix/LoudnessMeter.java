package worksound.engine.mix;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.ScoreTime;

/** Integrated loudness in LUFS of stereo sound at 48 kHz, after ITU-R BS.1770-4. */
public final class LoudnessMeter {

  /** A tenth of a second: four of them make a gating block of 400 ms, which moves on by one. */
  private static final int STEP = ScoreTime.RATE / 10;
  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;

  private final Biquad[] shelf = {shelf(), shelf()};
  private final Biquad[] highPass = {highPass(), highPass()};
  private final List<Double> steps = new ArrayList<>();
  private double sum;
  private int count;

  private static Biquad shelf() {
    return new Biquad(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
  }

  private static Biquad highPass() {
    return new Biquad(1, -2, 1, -1.99004745483398, 0.99007225036621);
  }

  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double s1;
    private double s2;

    private Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    private double pass(double x) {
      double y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      return y;
    }
  }

  public void add(float[] left, float[] right, int samples) {
    for (int n = 0; n < samples; n++) {
      double l = highPass[0].pass(shelf[0].pass(left[n]));
      double r = highPass[1].pass(shelf[1].pass(right[n]));
      sum += l * l + r * r;
      if (++count == STEP) {
        steps.add(sum / STEP);
        sum = 0;
        count = 0;
      }
    }
  }

  /** LoudnessMeter of all that was added; negative infinity when it is silence or shorter than 400 ms. */
  public double lufs() {
    List<Double> blocks = new ArrayList<>();
    for (int i = 3; i < steps.size(); i++) {
      blocks.add((steps.get(i) + steps.get(i - 1) + steps.get(i - 2) + steps.get(i - 3)) / 4);
    }
    double gate = Math.max(ABSOLUTE_GATE, gated(blocks, ABSOLUTE_GATE) + RELATIVE_GATE);
    return gated(blocks, gate);
  }

  private static double gated(List<Double> blocks, double gate) {
    return lufs(blocks.stream().mapToDouble(Double::doubleValue).filter(power -> lufs(power) > gate).average().orElse(0));
  }

  private static double lufs(double power) {
    return -0.691 + 10 * Math.log10(power);
  }
}
