package worksound.engine.sound;

import worksound.engine.score.ScoreTime;

/** The units that all sound is computed in. */
public final class Sound {

  /** Samples between two looks at slow things such as envelopes and levels. */
  public static final int BLOCK = 64;

  private Sound() {
  }

  /** Frequency in Hz of a MIDI note number, A4 = 440. */
  public static double hertz(double midi) {
    return 440 * Math.pow(2, (midi - 69) / 12);
  }

  /** A sine of {@code hertz} at score time {@code time}, from −1 to 1; {@code phase} in cycles. */
  public static double wave(long time, double hertz, double phase) {
    double cycles = hertz * time / ScoreTime.RATE + phase;
    return Math.sin(2 * Math.PI * (cycles - Math.floor(cycles)));
  }

  /** The amplitude that is {@code db} decibels above 1. */
  public static double amplitudeOf(double db) {
    return Math.pow(10, db / 20);
  }
}
