package worksound.engine.render;

import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/** Strength of the twelve pitch classes of a clip, by sines and cosines over half-second windows. */
final class Chroma {

  private static final int STEP = 12;
  private static final int WINDOW = ScoreTime.RATE / 2;

  private Chroma() {
  }

  static double[] of(Clip clip) {
    double[] chroma = new double[12];
    for (int from = 0; from + WINDOW <= clip.frames(); from += WINDOW) {
      for (int midi = 48; midi <= 72; midi++) {
        chroma[midi % 12] += power(clip, from, Sound.hertz(midi));
      }
    }
    return chroma;
  }

  private static double power(Clip clip, int from, double hertz) {
    double x = 0;
    double y = 0;
    for (int n = 0; n < WINDOW; n += STEP) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / WINDOW);
      double value = window * (clip.left()[from + n] + clip.right()[from + n]);
      x += value * Math.cos(2 * Math.PI * hertz * n / ScoreTime.RATE);
      y += value * Math.sin(2 * Math.PI * hertz * n / ScoreTime.RATE);
    }
    return x * x + y * y;
  }
}
