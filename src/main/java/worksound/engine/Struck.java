package worksound.engine;

import java.util.Arrays;

/**
 * One struck note: a bank of damped sines, four at a time.
 *
 * <p>Each mode is the two-pole recursion y[n] = 2r·cos ω·y[n−1] − r²·y[n−2], the impulse-invariant resonator of modal
 * synthesis (Mathews and Smith, "Methods for Synthesizing Very High Q Parametrically Well Behaved Two Pole Filters", 2003).
 */
final class Struck {

  private static final int GROUP = 4;
  private static final double HIGHEST = 9_000;

  private final double[] b1;
  private final double[] b2;
  private final double[] y1;
  private final double[] y2;
  private final float left;
  private final float right;
  private final double onset;
  private double attacked;
  private int offset;
  private int blocksLeft;

  /** A note struck {@code offset} samples into the coming block; {@code brightness} (0…1) and velocity open its overtones. */
  Struck(Timbre timbre, Note note, double brightness, int offset) {
    int modes = timbre.ratios().length + GROUP - 1 + (timbre.thump() > 0 ? 1 : 0);
    int count = modes / GROUP * GROUP;
    b1 = new double[count];
    b2 = new double[count];
    y1 = new double[count];
    y2 = new double[count];
    double hertz = Sound.hertz(note.midi());
    double shorter = Math.pow(timbre.octaveDecay(), (note.midi() - 60) / 12.0);
    double longest = 0;
    for (int i = 0; i < timbre.ratios().length; i++) {
      double tilt = Math.pow(0.35 + 0.75 * brightness + 0.5 * (note.velocity() - 0.4), Math.log(Math.max(1, timbre.ratios()[i])));
      double decay = timbre.decays()[i] * shorter;
      mode(i, timbre.ratios()[i] * hertz, timbre.levels()[i] * Math.min(1.3, tilt) * note.velocity(), decay);
      longest = Math.max(longest, decay);
    }
    if (timbre.thump() > 0) {
      mode(timbre.ratios().length, 110 + 0.15 * hertz, timbre.thump() * note.velocity(), 0.022);
    }
    double angle = Math.PI / 4 * (1 + note.pan());
    left = (float) Math.cos(angle);
    right = (float) Math.sin(angle);
    onset = 1 - Math.exp(-1 / (timbre.attack() * Sound.RATE));
    this.offset = offset;
    blocksLeft = (int) (9 * longest * Sound.RATE / Sound.BLOCK);
  }

  private void mode(int i, double hertz, double level, double decay) {
    if (hertz > HIGHEST) {
      return;
    }
    double radius = Math.exp(-1 / (decay * Sound.RATE));
    double omega = 2 * Math.PI * hertz / Sound.RATE;
    b1[i] = 2 * radius * Math.cos(omega);
    b2[i] = radius * radius;
    y2[i] = -level * Math.sin(omega) / radius;
  }

  boolean isOver() {
    return blocksLeft <= 0;
  }

  /** Adds one block. */
  void render(float[] outLeft, float[] outRight, double[] sum) {
    Arrays.fill(sum, 0);
    for (int group = 0; group < b1.length; group += GROUP) {
      ring(group, sum);
    }
    double rise = attacked;
    for (int n = offset; n < Sound.BLOCK; n++) {
      rise += (1 - rise) * onset;
      double value = sum[n] * rise;
      outLeft[n] += (float) value * left;
      outRight[n] += (float) value * right;
    }
    attacked = rise;
    offset = 0;
    blocksLeft--;
  }

  private void ring(int at, double[] sum) {
    double p1 = b1[at], q1 = b2[at], u1 = y1[at], v1 = y2[at];
    double p2 = b1[at + 1], q2 = b2[at + 1], u2 = y1[at + 1], v2 = y2[at + 1];
    double p3 = b1[at + 2], q3 = b2[at + 2], u3 = y1[at + 2], v3 = y2[at + 2];
    double p4 = b1[at + 3], q4 = b2[at + 3], u4 = y1[at + 3], v4 = y2[at + 3];
    for (int n = offset; n < Sound.BLOCK; n++) {
      double w1 = p1 * u1 - q1 * v1;
      double w2 = p2 * u2 - q2 * v2;
      double w3 = p3 * u3 - q3 * v3;
      double w4 = p4 * u4 - q4 * v4;
      sum[n] += w1 + w2 + (w3 + w4);
      v1 = u1;
      u1 = w1;
      v2 = u2;
      u2 = w2;
      v3 = u3;
      u3 = w3;
      v4 = u4;
      u4 = w4;
    }
    y1[at] = u1;
    y2[at] = v1;
    y1[at + 1] = u2;
    y2[at + 1] = v2;
    y1[at + 2] = u3;
    y2[at + 2] = v3;
    y1[at + 3] = u4;
    y2[at + 3] = v4;
  }
}
