package worksound.engine.sound;

/**
 * What a struck or plucked thing is made of: its modes of vibration.
 *
 * @param ratios       frequency of each mode over the note's
 * @param levels       amplitude of each mode
 * @param decays       time constant of each mode at middle C, in seconds
 * @param attack       time constant of the onset, in seconds
 * @param thump        level of the knock of hammer or finger
 * @param octaveDecay  factor on the decays per octave upwards
 */
public record Timbre(double[] ratios, double[] levels, double[] decays, double attack, double thump, double octaveDecay) {

  /** Modes of a string that come in beating pairs: its lowest. */
  private static final int TWINS = 4;

  /** A piano with felt between hammers and strings; the doubled first modes beat as its strings do. */
  public static final Timbre FELT_PIANO = strings(new double[] {1, 0.6, 0.3, 0.19, 0.12, 0.075, 0.05, 0.036, 0.028, 0.022, 0.018, 0.015, 0.0125, 0.0105, 0.009, 0.008}, 2.3, 0.45, 0.00035, 0.0045, 0.10);
  /** An electric piano: a tuned fork with a short tine. */
  public static final Timbre TINES =
    new Timbre(new double[] {1, 1.0009, 2, 3, 4.01, 7.1, 9.3, 0.5}, new double[] {0.8, 0.25, 0.16, 0.07, 0.025, 0.035, 0.012, 0.05},
    new double[] {1.9, 2.3, 1.1, 0.7, 0.5, 0.12, 0.08, 0.2}, 0.0025, 0.02, 0.72);
  /** A nylon-string guitar, plucked away from the bridge. */
  public static final Timbre NYLON = strings(new double[] {0.95, 0.65, 0.4, 0.16, 0.1, 0.09, 0.06, 0.04, 0.028, 0.02, 0.015, 0.011, 0.008, 0.006}, 1.15, 0.55, 0.00008, 0.0018, 0.05);
  /** A thumb piano. */
  public static final Timbre TONGUE =
    new Timbre(new double[] {1, 1.0012, 2.0, 5.4, 6.2, 1, 1, 1}, new double[] {0.8, 0.2, 0.08, 0.06, 0.03, 0, 0, 0},
    new double[] {0.85, 1, 0.4, 0.09, 0.06, 1, 1, 1}, 0.0015, 0.05, 0.75);
  /** Small bells heard from the next room. */
  public static final Timbre GLASS =
    new Timbre(new double[] {1, 1.0007, 2.0, 2.76, 5.4, 0.5, 1, 1}, new double[] {0.7, 0.3, 0.22, 0.1, 0.02, 0.1, 0, 0},
    new double[] {3.2, 3.6, 2.0, 1.2, 0.4, 2.5, 1, 1}, 0.006, 0, 0.8);

  /** Modes of a stiff string: k·√(1 + B·k²), each decaying faster than the one below (Fletcher and Rossing, chapter 12). */
  private static Timbre strings(double[] levels, double decay, double damping, double stiffness, double attack, double thump) {
    int count = levels.length + TWINS;
    double[] ratios = new double[count];
    double[] amplitudes = new double[count];
    double[] decays = new double[count];
    for (int i = 0; i < count; i++) {
      boolean twin = i < 2 * TWINS && i % 2 == 1;
      int k = i < 2 * TWINS ? i / 2 + 1 : i - TWINS + 1;
      ratios[i] = k * Math.sqrt(1 + stiffness * k * k) * (twin ? 1.0008 : 1);
      amplitudes[i] = levels[k - 1] * (twin ? 0.4 : k <= TWINS ? 0.75 : 1);
      decays[i] = decay / (1 + damping * (k - 1)) * (twin ? 1.35 : 1);
    }
    return new Timbre(ratios, amplitudes, decays, attack, thump, 0.68);
  }
}
