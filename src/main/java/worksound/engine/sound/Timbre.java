package worksound.engine.sound;

import java.util.List;

/**
 * What a struck or plucked thing is made of: its modes of vibration.
 *
 * @param ratios       frequency of each mode over the note's
 * @param levels       amplitude of each mode
 * @param decays       time constant of each mode at middle C, in seconds
 * @param strike       what hammer or finger do at the onset
 * @param octaveDecay  factor on the decays per octave upwards
 */
public record Timbre(double[] ratios, double[] levels, double[] decays, Strike strike, double octaveDecay) {

  /** Modes of a string that come in beating pairs: its lowest. */
  private static final int TWINS = 4;
  /** Partials of a string that ring along. */
  private static final int PARTIALS = 3;

  /** A piano with felt between hammers and strings; the doubled first modes beat as its strings do. */
  public static final Timbre FELT_PIANO = strings(32, 1.1, 2.3, 0.55, 0.00035, new Strike(0.005, 0.12, 0.15, 3_000, 0.03));
  /** An electric piano: a tuned fork with a short tine. */
  public static final Timbre TINES =
    new Timbre(new double[] {1, 1.0009, 2, 3, 4.01, 7.1, 9.3, 0.5, 5.02, 12.6, 15.9},
      new double[] {0.8, 0.25, 0.2, 0.1, 0.06, 0.09, 0.05, 0.06, 0.03, 0.03, 0.02},
      new double[] {1.9, 2.3, 1.1, 0.7, 0.5, 0.16, 0.11, 0.2, 0.4, 0.07, 0.05}, new Strike(0.0016, 0.03, 0.035, 3_500, 0.012), 0.72);
  /** A nylon-string guitar, plucked away from the bridge. */
  public static final Timbre NYLON = strings(24, 1.12, 1.15, 0.5, 0.00008, new Strike(0.002, 0.06, 0.13, 4_500, 0.016));
  /** A bass that is plucked with a finger: its low partials ring for long, those of the attack are soon gone. */
  static final Timbre BASS = strings(16, 1.15, 1.5, 0.75, 0.00012, new Strike(0.004, 0.05, 0.16, 1_900, 0.022));
  /** A thumb piano. */
  public static final Timbre TONGUE =
    new Timbre(new double[] {1, 1.0012, 2, 3.01, 5.4, 6.2, 8.9, 11.7, 1, 1, 1}, new double[] {0.8, 0.2, 0.1, 0.05, 0.12, 0.07, 0.05, 0.03, 0, 0, 0},
      new double[] {0.85, 1, 0.4, 0.3, 0.11, 0.08, 0.05, 0.03, 1, 1, 1}, new Strike(0.0015, 0.05, 0.09, 5_000, 0.010), 0.75);
  /** Small bells heard from the next room. */
  public static final Timbre GLASS =
    new Timbre(new double[] {1, 1.0007, 2, 2.76, 5.4, 0.5, 4.2, 8.93}, new double[] {0.7, 0.3, 0.26, 0.2, 0.22, 0.08, 0.15, 0.15},
      new double[] {3.2, 3.6, 2, 1.3, 0.55, 2.5, 0.8, 0.25}, new Strike(0.004, 0, 0.02, 6_000, 0.01), 0.8);

  /** The pedal of a piano: felt that leaves the strings, and a knock in the wood. */
  static final Timbre PEDAL = new Timbre(new double[] {1.7, 2.9, 4.3, 6.1}, new double[] {0.5, 0.3, 0.2, 0.1}, new double[] {0.09, 0.07, 0.05, 0.04},
    new Strike(0.025, 0, 0.5, 1_400, 0.09), 1);

  /**
   * The noise of an onset.
   *
   * @param attack  time constant of the rise, in seconds
   * @param thump   level of the knock on the body
   * @param noise   level of what hammer, felt or nail add, which is no tone
   * @param hertz   up to where that reaches
   * @param seconds time constant of its decay
   */
  record Strike(double attack, double thump, double noise, double hertz, double seconds) {
  }

  /** Strings that ring along on {@code bass} and the notes of {@code voicing}, MIDI numbers, and an octave and a twelfth above. */
  static Timbre resonance(int bass, List<Integer> voicing) {
    int count = PARTIALS * voicing.size();
    double[] ratios = new double[count];
    double[] levels = new double[count];
    double[] decays = new double[count];
    for (int i = 0; i < count; i++) {
      int partial = 1 + i % PARTIALS;
      ratios[i] = partial * Math.pow(2, (voicing.get(i / PARTIALS) - bass) / 12.0) * (1 + 0.0004 * (i % 2));
      levels[i] = 0.05 / partial;
      decays[i] = 3.2 / Math.sqrt(partial);
    }
    return new Timbre(ratios, levels, decays, new Strike(0.4, 0, 0, 1, 1), 1);
  }

  /**
   * {@code count} modes of a stiff string, each as much softer as {@code slope} says, of amplitude k^−slope: k·√(1 + B·k²), each
   * decaying faster than the one below (Fletcher and Rossing, chapter 12).
   */
  private static Timbre strings(int count, double slope, double decay, double damping, double stiffness, Strike strike) {
    double[] ratios = new double[count + TWINS];
    double[] amplitudes = new double[count + TWINS];
    double[] decays = new double[count + TWINS];
    for (int i = 0; i < ratios.length; i++) {
      boolean twin = i < 2 * TWINS && i % 2 == 1;
      int k = i < 2 * TWINS ? i / 2 + 1 : i - TWINS + 1;
      ratios[i] = k * Math.sqrt(1 + stiffness * k * k) * (twin ? 1.0008 : 1);
      amplitudes[i] = Math.pow(k, -slope) * (k % 3 == 0 ? -1 : 1) * (twin ? 0.4 : k <= TWINS ? 0.75 : 1);
      decays[i] = decay / (1 + damping * (k - 1)) * (twin ? 1.35 : 1);
    }
    return new Timbre(ratios, amplitudes, decays, strike, 0.68);
  }
}
