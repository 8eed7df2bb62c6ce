package worksound.engine;

/** What can sound; a style gives each of them a level. */
enum Instrument {
  PAD(0.092, 0.50, 0.7),
  STRINGS(0.080, 0.50, 0.6),
  CHOIR(0.085, 0.60, 0.6),
  PIANO(0.240, 0.38, 0.25),
  KEYS(0.190, 0.25, 0.35),
  GUITAR(0.180, 0.30, 0.2),
  KALIMBA(0.160, 0.40, 0.2),
  BELLS(0.075, 0.70, 0.2),
  BASS(0.170, 0.02, 0.5),
  BEAT(0.330, 0.05, 0),
  RAIN(0.150, 0.06, 0),
  OCEAN(0.190, 0.10, 0),
  STREAM(0.140, 0.10, 0),
  WIND(0.160, 0.20, 0),
  BROWN_NOISE(0.200, 0, 0),
  WHITE_NOISE(0.085, 0, 0),
  CRACKLE(0.120, 0.03, 0),
  FIRE(0.160, 0.03, 0);

  /** Amplitude at level 1, so that equal levels sound about equally loud. */
  final double gain;
  /** Part of the sound that is sent into the reverb of a style with full space. */
  final double send;
  /** How much it makes room for the kick drum, 0 to 1. */
  final double duck;

  Instrument(double gain, double send, double duck) {
    this.gain = gain;
    this.send = send;
    this.duck = duck;
  }

  /** Whether it plays notes, as opposed to noise and drums. */
  boolean isTonal() {
    return ordinal() < BEAT.ordinal();
  }
}
