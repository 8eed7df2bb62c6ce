package worksound.engine.sound;

import java.util.Arrays;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.SeededRandom;

/**
 * One struck note: a bank of damped sines, four at a time.
 *
 * <p>Each mode is the two-pole recursion y[n] = 2r·cos ω·y[n−1] − r²·y[n−2], the impulse-invariant resonator of modal
 * synthesis (Mathews and Smith, "Methods for Synthesizing Very High Q Parametrically Well Behaved Two Pole Filters", 2003).
 */
final class ModalVoice {

  private static final int GROUP = 4;
  private static final double HIGHEST = 10_000;
  private static final double INAUDIBLE = 2e-4;
  /** A rise that is as good as over. */
  private static final double RISEN = 1 - 1e-5;
  /** Modes that every strike excites alike; of those above, where exactly it lands decides. */
  private static final int STEADY = 2;
  /** What of a strike's noise is body and not noise: up to 300 Hz. */
  private static final float DEEP = (float) (1 - Math.exp(-2 * Math.PI * 300 / ScoreTime.RATE));

  private final double[] b1;
  private final double[] b2;
  private final double[] y1;
  private final double[] y2;
  private final float left;
  private final float right;
  private final double onset;
  /** Blocks until nothing of a group can be heard any more. */
  private final int[] life;
  private final float noiseSpeed;
  private final float noiseFade;
  private float noise;
  private float noiseHigh;
  private float noiseLow;
  private float noiseDeep;
  private int dice;
  private double attacked;
  private int offset;
  private int age;

  /**
   * A note struck {@code offset} samples into the coming block; {@code brightness} (0…1) and velocity open its overtones, a harder
   * strike is quicker, and no two are quite alike.
   */
  ModalVoice(Timbre timbre, Note note, double brightness, int offset) {
    int modes = timbre.ratios().length + GROUP - 1 + (timbre.strike().thump() > 0 ? 1 : 0);
    int count = modes / GROUP * GROUP;
    b1 = new double[count];
    b2 = new double[count];
    y1 = new double[count];
    y2 = new double[count];
    life = new int[count / GROUP];
    double hertz = Sound.hertz(note.midi());
    double shorter = Math.pow(timbre.octaveDecay(), (note.midi() - 60) / 12.0);
    SeededRandom hand = SeededRandom.of(note.start(), note.midi(), note.instrument().ordinal());
    double softness = (1.3 - 0.8 * note.velocity()) * hand.between(0.8, 1.25);
    for (int i = 0; i < timbre.ratios().length; i++) {
      double tilt = Math.pow(0.55 + 0.75 * brightness + 0.6 * (note.velocity() - 0.4), Math.log(Math.max(1, timbre.ratios()[i])));
      double level = timbre.levels()[i] * Math.min(1.3, tilt) * note.velocity() * (i < STEADY ? 1 : hand.between(0.7, 1.3));
      mode(i, timbre.ratios()[i] * hertz, level, timbre.decays()[i] * shorter);
    }
    if (timbre.strike().thump() > 0) {
      mode(timbre.ratios().length, 110 + 0.15 * hertz, timbre.strike().thump() * note.velocity(), 0.022);
    }
    double angle = Math.PI / 4 * (1 + note.pan());
    left = (float) Math.cos(angle);
    right = (float) Math.sin(angle);
    onset = 1 - Math.exp(-1 / (timbre.strike().attack() * softness * ScoreTime.RATE));
    noise = (float) (timbre.strike().noise() * note.velocity() * (0.5 + brightness) * hand.between(0.6, 1.4));
    noiseSpeed = (float) (1 - Math.exp(-2 * Math.PI * timbre.strike().hertz() / softness / ScoreTime.RATE));
    noiseFade = (float) Math.exp(-1 / (timbre.strike().seconds() * hand.between(0.7, 1.4) * ScoreTime.RATE));
    dice = (int) SeededRandom.key(note.start(), note.midi()) | 1;
    // Even, because modes ring two samples per turn.
    this.offset = offset & ~1;
  }

  private void mode(int i, double hertz, double level, double decay) {
    if (hertz > HIGHEST || Math.abs(level) < INAUDIBLE) {
      return;
    }
    double seconds = decay * Math.log(Math.abs(level) / INAUDIBLE);
    life[i / GROUP] = Math.max(life[i / GROUP], 1 + (int) (seconds * ScoreTime.RATE / Sound.BLOCK));
    double radius = Math.exp(-1 / (decay * ScoreTime.RATE));
    double omega = 2 * Math.PI * hertz / ScoreTime.RATE;
    b1[i] = 2 * radius * Math.cos(omega);
    b2[i] = radius * radius;
    y2[i] = -level * Math.sin(omega) / radius;
  }

  boolean isOver() {
    for (int blocks : life) {
      if (blocks >= age) {
        return false;
      }
    }
    return true;
  }

  /** Lays a damper on, under which the note falls with time constant {@code seconds}. */
  void damp(double seconds) {
    double radius = Math.exp(-1 / (seconds * ScoreTime.RATE));
    for (int i = 0; i < b1.length; i++) {
      b1[i] *= radius;
      b2[i] *= radius * radius;
    }
    int rest = age + (int) (8 * seconds * ScoreTime.RATE / Sound.BLOCK);
    Arrays.setAll(life, group -> Math.min(life[group], rest));
  }

  /** Adds one block. */
  void render(float[] outLeft, float[] outRight, double[] sum) {
    Arrays.fill(sum, 0);
    for (int group = 0; group < b1.length; group += GROUP) {
      if (life[group / GROUP] >= age) {
        ring(group, sum);
      }
    }
    if (noise > INAUDIBLE) {
      strike(sum);
    }
    if (attacked < RISEN) {
      rise(sum);
    }
    for (int n = offset; n < Sound.BLOCK; n++) {
      outLeft[n] += (float) sum[n] * left;
      outRight[n] += (float) sum[n] * right;
    }
    offset = 0;
    age++;
  }

  private void rise(double[] sum) {
    double rise = attacked;
    for (int n = offset; n < Sound.BLOCK; n++) {
      rise += (1 - rise) * onset;
      sum[n] *= rise;
    }
    attacked = rise;
  }

  /** Adds the noise of hammer or finger, and lets it fade (xorshift: Marsaglia 2003). */
  private void strike(double[] sum) {
    for (int n = offset; n < Sound.BLOCK; n++) {
      dice ^= dice << 13;
      dice ^= dice >>> 17;
      dice ^= dice << 5;
      noiseHigh += noiseSpeed * (dice * 0x1p-31f - noiseHigh);
      noiseLow += noiseSpeed * (noiseHigh - noiseLow);
      noiseDeep += DEEP * (noiseLow - noiseDeep);
      sum[n] += noise * (noiseLow - noiseDeep);
      noise *= noiseFade;
    }
  }

  /** Rings four modes for the rest of the block, two samples per turn so that the state need not be shifted. */
  private void ring(int at, double[] sum) {
    double p1 = b1[at], q1 = b2[at], u1 = y1[at], v1 = y2[at];
    double p2 = b1[at + 1], q2 = b2[at + 1], u2 = y1[at + 1], v2 = y2[at + 1];
    double p3 = b1[at + 2], q3 = b2[at + 2], u3 = y1[at + 2], v3 = y2[at + 2];
    double p4 = b1[at + 3], q4 = b2[at + 3], u4 = y1[at + 3], v4 = y2[at + 3];
    for (int n = offset; n < Sound.BLOCK; n += 2) {
      v1 = p1 * u1 - q1 * v1;
      v2 = p2 * u2 - q2 * v2;
      v3 = p3 * u3 - q3 * v3;
      v4 = p4 * u4 - q4 * v4;
      sum[n] += v1 + v2 + (v3 + v4);
      u1 = p1 * v1 - q1 * u1;
      u2 = p2 * v2 - q2 * u2;
      u3 = p3 * v3 - q3 * u3;
      u4 = p4 * v4 - q4 * u4;
      sum[n + 1] += u1 + u2 + (u3 + u4);
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
