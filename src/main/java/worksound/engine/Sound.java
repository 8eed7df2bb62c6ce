package worksound.engine;

/** The grid that all sound is computed on. */
final class Sound {

  /** Samples per second, ACE-Step's rate. */
  static final int RATE = 48_000;
  /** Samples between two looks at slow things such as envelopes and levels. */
  static final int BLOCK = 64;

  private Sound() {
  }

  static long samples(double seconds) {
    return Math.round(seconds * RATE);
  }

  /** Frequency in Hz of a MIDI note number, A4 = 440. */
  static double hertz(double midi) {
    return 440 * Math.pow(2, (midi - 69) / 12);
  }

  /** A sine of {@code hertz} at score time {@code time}, from −1 to 1; {@code phase} in cycles. */
  static double wave(long time, double hertz, double phase) {
    double cycles = hertz * time / RATE + phase;
    return Math.sin(2 * Math.PI * (cycles - Math.floor(cycles)));
  }

  static double decibels(double db) {
    return Math.pow(10, db / 20);
  }
}
