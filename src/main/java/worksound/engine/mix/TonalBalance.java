package worksound.engine.mix;

import java.util.ArrayList;
import java.util.List;
import worksound.dsp.Decibels;
import worksound.dsp.PowerSpectrum;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Style;

/**
 * Finds the {@link Style#tone} that brings the octaves of a style to where produced music has them: each as little as it takes,
 * and never far, so that a sound is corrected and not made by it. What is inside already stays as it is.
 */
final class TonalBalance {

  /** Quartiles of 38 pieces of freely licensed game music: level of the octaves from 63 Hz to 8 kHz against the whole, in dB. */
  private static final double[] LOWER = {-11.9, -9.2, -8.7, -7.5, -11.7, -15.5, -24.2, -30.7};
  private static final double[] UPPER = {-8.5, -6.2, -6.5, -5.1, -7.3, -11.8, -18, -25.4};
  /** How far inside the ends it aims, for a piece is not quite as its rehearsal: part of the way from one to the other. */
  private static final double MARGIN = 0.25;
  /** How far up the octave around 250 Hz may reach, likewise: left hands, basses and pads meet there, sooner or later. */
  private static final double CROWDED = 0.5;
  private static final double MOST_LIFT_DB = 9;
  private static final double MOST_CUT_DB = 12;
  /** Brightness up to which nothing of the highs is lifted: what the word "dark" makes of a usual style. At twice of it all may be. */
  private static final double DARK = 0.15;
  private static final int FIRST_BRIGHT = 5;
  private static final int FIRST_HIGH = 6;
  private static final double NOT_WORTH_DB = 0.3;
  /** Thirds of an octave, the first an octave below the first octave that is balanced. */
  private static final int THIRDS = 30;
  private static final double LOWEST_HERTZ = Equalizer.middle(0) / Math.sqrt(2) / 2;
  private static final int ROUNDS = 60;
  private static final double STEP = 0.5;

  private final double[] power = new double[THIRDS];
  private final double[] hertz = new double[THIRDS];
  private final Style style;

  /** Balances {@code style}, which sounds as {@code heard} without any tone. */
  TonalBalance(PowerSpectrum heard, Style style) {
    this.style = style;
    for (int i = 0; i < THIRDS; i++) {
      hertz[i] = LOWEST_HERTZ * Math.pow(2, (i + 0.5) / 3);
      power[i] = heard.power(hertz[i] * Math.pow(2, -1.0 / 6), hertz[i] * Math.pow(2, 1.0 / 6));
    }
  }

  /** The factors; noise and drums without any player of notes are left as they are. */
  List<Double> tone() {
    if (style.tonality() == 0) {
      return Style.PLAIN_TONE;
    }
    double[] db = new double[LOWER.length];
    for (int round = 0; round < ROUNDS; round++) {
      List<Double> tone = factors(db);
      double whole = sum(tone, 0, ScoreTime.RATE / 2.0);
      for (int octave = 0; octave < db.length; octave++) {
        double middle = Equalizer.middle(octave);
        double level = Decibels.ofPower(sum(tone, middle / Math.sqrt(2), middle * Math.sqrt(2)) / whole);
        double wanted = Math.max(lowest(octave), Math.min(highest(octave), level));
        db[octave] = Math.max(-MOST_CUT_DB, Math.min(mostLift(octave), db[octave] + STEP * (wanted - level)));
      }
    }
    return factors(db);
  }

  /** What is asked to be dark has no detail in the highs that could be lifted. */
  private double mostLift(int octave) {
    return octave < FIRST_HIGH ? MOST_LIFT_DB : MOST_LIFT_DB * Math.max(0, Math.min(1, style.brightness() / DARK - 1));
  }

  private double lowest(int octave) {
    return within(octave, MARGIN);
  }

  /** Highest level: the darker the style, the lower from 2 kHz on. All of them together are no less than the whole. */
  private double highest(int octave) {
    if (octave < FIRST_BRIGHT) {
      return within(octave, octave < 2 ? 1 - MARGIN : octave == 2 ? CROWDED : 1 - 0.6 * MARGIN);
    }
    return within(octave, 0.4 + (0.6 - MARGIN) * style.brightness());
  }

  private static double within(int octave, double part) {
    return LOWER[octave] + part * (UPPER[octave] - LOWER[octave]);
  }

  private static List<Double> factors(double[] db) {
    List<Double> factors = new ArrayList<>();
    for (double each : db) {
      factors.add(Math.abs(each) < NOT_WORTH_DB ? 1 : Sound.amplitudeOf(each));
    }
    return factors;
  }

  private double sum(List<Double> tone, double low, double high) {
    double sum = 0;
    for (int i = 0; i < THIRDS; i++) {
      sum += hertz[i] >= low && hertz[i] < high ? power[i] * Equalizer.power(tone, hertz[i]) : 0;
    }
    return sum;
  }

  /** What {@code tone} does to the loudness, in dB: power under an approximation of the K-weighting of BS.1770. */
  double loudnessChange(List<Double> tone) {
    double before = 0;
    double after = 0;
    for (int i = 0; i < THIRDS; i++) {
      double square = hertz[i] * hertz[i];
      double bass = square / (square + 38 * 38);
      double head = 1 + 1.51 / (1 + Math.pow(1_500 / hertz[i], 4));
      before += power[i] * bass * bass * head;
      after += power[i] * bass * bass * head * Equalizer.power(tone, hertz[i]);
    }
    return Decibels.ofPower(after / before);
  }
}
