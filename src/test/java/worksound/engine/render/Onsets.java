package worksound.engine.render;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.ScoreTime;

/** Finds where drums strike. */
public final class Onsets {

  private static final int HOP = 480;

  private Onsets() {
  }

  /** Rising steps of the low end's energy, in seconds. */
  public static List<Double> strikes(Clip clip) {
    double[] energy = new double[clip.frames() / HOP];
    double low = 0;
    for (int n = 0; n < energy.length * HOP; n++) {
      low += 0.02 * (clip.left()[n] + clip.right()[n] - low);
      energy[n / HOP] += low * low;
    }
    double most = 0;
    for (double value : energy) {
      most = Math.max(most, value);
    }
    List<Double> strikes = new ArrayList<>();
    for (int i = 2; i < energy.length; i++) {
      boolean rises = energy[i] > 4 * energy[i - 2] && energy[i] > 0.15 * most;
      if (rises && (strikes.isEmpty() || (double) i * HOP / ScoreTime.RATE - strikes.get(strikes.size() - 1) > 0.12)) {
        strikes.add((double) i * HOP / ScoreTime.RATE);
      }
    }
    return strikes;
  }

  /** How far strikes lie from a grid of eighths of {@code bpm} laid through the first, in seconds at most. */
  public static double strayFromGrid(Clip clip, double bpm) {
    List<Double> strikes = strikes(clip);
    double stray = 0;
    for (double at : strikes) {
      double eighths = (at - strikes.get(0)) * bpm / 30;
      stray = Math.max(stray, Math.abs(eighths - Math.rint(eighths)) * 30 / bpm);
    }
    return stray;
  }

  /** Upward zero crossings. */
  public static double crossings(Clip clip) {
    int count = 0;
    for (int n = 1; n < clip.frames(); n++) {
      count += clip.left()[n - 1] < 0 && clip.left()[n] >= 0 ? 1 : 0;
    }
    return count;
  }
}
