package worksound.engine.sound.drums;

import java.util.stream.IntStream;
import worksound.engine.score.Drum;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.SeededRandom;

/** Recordings of a small soft drum kit: of each drum a few takes, as no two strokes of a hand are alike. */
final class DrumKit {

  private static final int TAKES = 4;
  private static final float[][][] RECORDED = new float[Drum.values().length][TAKES][];

  static {
    for (int take = 0; take < TAKES; take++) {
      RECORDED[Drum.KICK.ordinal()][take] = kick(SeededRandom.of(51, take));
      RECORDED[Drum.SNARE.ordinal()][take] = snare(SeededRandom.of(52, take));
      RECORDED[Drum.HAT.ordinal()][take] = hat(SeededRandom.of(53, take));
      RECORDED[Drum.STIR.ordinal()][take] = stir(SeededRandom.of(54, take));
      RECORDED[Drum.TAP.ordinal()][take] = tap(SeededRandom.of(55, take));
    }
  }

  private DrumKit() {
  }

  /** Some take of {@code drum}; the same {@code stroke} is the same one. */
  static float[] take(Drum drum, long stroke) {
    return RECORDED[drum.ordinal()][SeededRandom.of(56, stroke).below(TAKES)];
  }

  private static float[] kick(SeededRandom dice) {
    float[] drum = new float[(int) (0.40 * ScoreTime.RATE)];
    double low = 46 + 4 * dice.unit();
    double bend = dice.between(65, 85);
    double ring = dice.between(0.09, 0.12);
    double beater = 0;
    double phase = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      phase += (low + bend * Math.exp(-t / 0.022)) / ScoreTime.RATE;
      beater += 0.15 * (dice.between(-1, 1) - beater);
      double felt = 0.12 * beater * Math.exp(-t / 0.008);
      drum[n] = (float) ((Math.sin(2 * Math.PI * phase) * Math.exp(-t / ring) + felt) * (1 - Math.exp(-t / 0.0015)) * ending(n, drum.length));
    }
    return drum;
  }

  private static float[] snare(SeededRandom dice) {
    float[] drum = new float[(int) (0.26 * ScoreTime.RATE)];
    double pitch = dice.between(178, 194);
    double rim = pitch * dice.between(1.72, 1.84);
    double rattle = dice.between(0.055, 0.075);
    double low = 0;
    double lower = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      low += 0.42 * (dice.between(-1, 1) - low);
      lower += 0.10 * (low - lower);
      double body = 0.42 * Math.sin(2 * Math.PI * pitch * t) * Math.exp(-t / 0.045) + 0.16 * Math.sin(2 * Math.PI * rim * t) * Math.exp(-t / 0.03);
      double wires = 0.75 * (low - lower) * Math.exp(-t / rattle);
      drum[n] = (float) ((body + wires) * (1 - Math.exp(-t / 0.0012)) * ending(n, drum.length) * 0.8);
    }
    return drum;
  }

  private static float[] hat(SeededRandom dice) {
    float[] drum = new float[(int) (0.12 * ScoreTime.RATE)];
    double edge = dice.between(0.48, 0.62);
    double ring = dice.between(0.017, 0.028);
    double low = 0;
    double smooth = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      double white = dice.between(-1, 1);
      low += edge * (white - low);
      smooth += 0.6 * (white - low - smooth);
      drum[n] = (float) (0.55 * smooth * Math.exp(-t / ring) * (1 - Math.exp(-t / 0.0012)) * ending(n, drum.length));
    }
    return drum;
  }

  /** Wires drawn round the skin: a hiss that rises, grows brighter with the speed of the hand, and leaves off. */
  private static float[] stir(SeededRandom dice) {
    double seconds = dice.between(0.38, 0.46);
    float[] drum = new float[(int) (seconds * ScoreTime.RATE)];
    double peak = dice.between(0.35, 0.6);
    double low = 0;
    double lower = 0;
    for (int n = 0; n < drum.length; n++) {
      double part = (double) n / drum.length;
      double speed = part < peak ? part / peak : (1 - part) / (1 - peak);
      low += (0.22 + 0.30 * speed) * (dice.between(-1, 1) - low);
      lower += 0.09 * (low - lower);
      drum[n] = (float) (0.8 * (low - lower) * speed * speed * (3 - 2 * speed));
    }
    return drum;
  }

  /** A fan of wires that falls on the skin, each of them a little later than the other. */
  private static float[] tap(SeededRandom dice) {
    float[] drum = new float[(int) (0.16 * ScoreTime.RATE)];
    double[] wires = IntStream.range(0, 9).mapToDouble(i -> dice.between(0, 0.011)).sorted().toArray();
    double skin = dice.between(190, 225);
    double low = 0;
    double lower = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      low += 0.45 * (dice.between(-1, 1) - low);
      lower += 0.12 * (low - lower);
      double hiss = 0.25 * Math.exp(-t / 0.05);
      for (double wire : wires) {
        hiss += t < wire ? 0 : 0.22 * Math.exp(-(t - wire) / 0.006);
      }
      double body = 0.18 * Math.sin(2 * Math.PI * skin * t) * Math.exp(-t / 0.03);
      drum[n] = (float) ((body + 0.7 * (low - lower) * hiss) * (1 - Math.exp(-t / 0.0015)) * ending(n, drum.length));
    }
    return drum;
  }

  /** Brings the last 10 ms to nothing. */
  private static double ending(int n, int length) {
    return Math.min(1, (length - n) / (0.01 * ScoreTime.RATE));
  }
}
