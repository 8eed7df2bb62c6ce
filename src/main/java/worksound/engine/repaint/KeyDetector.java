package worksound.engine.repaint;

import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Mode;
import worksound.engine.style.Style;

/** Finds the key and the chord that foreign music is in. */
final class KeyDetector {

  private static final int DECIMATION = 8;
  private static final int LOWEST = 40;
  private static final int HIGHEST = 88;
  private static final int WINDOW = ScoreTime.RATE / DECIMATION / 2;
  /** How well each degree of the chromatic scale fits a major and a minor key (Krumhansl and Kessler 1982). */
  private static final double[] MAJOR = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
  private static final double[] MINOR = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

  private final float[] mono;

  KeyDetector(Context context) {
    mono = new float[context.left.length / DECIMATION];
    for (int i = 0; i < mono.length; i++) {
      for (int n = 0; n < DECIMATION; n++) {
        mono[i] += context.left[DECIMATION * i + n] + context.right[DECIMATION * i + n];
      }
    }
  }

  /** {@code style} in the key that is heard. */
  Style key(Style style) {
    double[] chroma = chroma(mono.length);
    double best = Double.NEGATIVE_INFINITY;
    Style found = style;
    for (int tonic = 0; tonic < 12; tonic++) {
      double major = fit(chroma, MAJOR, tonic);
      double minor = fit(chroma, MINOR, tonic);
      if (Math.max(major, minor) > best) {
        best = Math.max(major, minor);
        String family = major > minor ? "major" : "minor";
        Mode plain = major > minor ? Mode.IONIAN : Mode.AEOLIAN;
        found = style.inKey(tonic, style.mode().family().equals(family) ? style.mode() : plain);
      }
    }
    return found;
  }

  /** Degree of {@code style}'s key whose chord sounds at the end. */
  int chord(Style style) {
    double[] chroma = chroma(2 * ScoreTime.RATE / DECIMATION);
    int best = 0;
    double most = -1;
    for (int degree = 0; degree < 7; degree++) {
      double sum = 0;
      for (int step : new int[] {0, 2, 4}) {
        sum += chroma[Math.floorMod(style.tonic() + style.mode().semitones(degree + step), 12)] * (step == 0 ? 1.3 : 1);
      }
      if (sum > most && style.mode().settled(degree) == degree) {
        most = sum;
        best = degree;
      }
    }
    return best;
  }

  /** Strength of each pitch class in the last {@code length} samples. */
  private double[] chroma(int length) {
    double[] chroma = new double[12];
    int start = Math.max(0, mono.length - length);
    for (int from = start; from + WINDOW <= mono.length; from += WINDOW / 2) {
      for (int midi = LOWEST; midi <= HIGHEST; midi++) {
        chroma[midi % 12] += goertzel(from, Sound.hertz(midi));
      }
    }
    return chroma;
  }

  /** Amplitude around {@code hertz} in one window (Goertzel 1958). */
  private double goertzel(int from, double hertz) {
    double omega = 2 * Math.PI * hertz * DECIMATION / ScoreTime.RATE;
    double coefficient = 2 * Math.cos(omega);
    double s1 = 0;
    double s2 = 0;
    for (int n = 0; n < WINDOW; n++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / WINDOW);
      double s = mono[from + n] * hann + coefficient * s1 - s2;
      s2 = s1;
      s1 = s;
    }
    return Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - coefficient * s1 * s2));
  }

  private static double fit(double[] chroma, double[] profile, int tonic) {
    double mean = 0;
    for (double value : chroma) {
      mean += value / 12;
    }
    double sum = 0;
    for (int pitch = 0; pitch < 12; pitch++) {
      sum += (chroma[pitch] - mean) * profile[Math.floorMod(pitch - tonic, 12)];
    }
    return sum;
  }
}
