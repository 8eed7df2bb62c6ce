package worksound.acestep;

/**
 * An endless recording that every stand-in owns: the same position always sounds the same, and no two positions sound alike. A chord
 * swells slowly, so that clips differ in their peaks, over a quiet noise that gives each frame a fingerprint.
 */
public final class Tape {

  public static final int RATE = 48_000;

  private static final int TABLE_BITS = 14;
  private static final float[] SINE = new float[1 << TABLE_BITS];
  private static final double[][] CHORD_HZ = {{110, 220.3, 329.1}, {110, 219.7, 330.9}};
  private static final double[] SWELL_HZ = {1 / 7.3, 1 / 2.9};
  private static final long[][] CHORD = new long[2][3];
  private static final long[] SWELL = new long[2];

  static {
    for (int i = 0; i < SINE.length; i++) {
      SINE[i] = (float) Math.sin(2 * Math.PI * i / SINE.length);
    }
    for (int i = 0; i < SWELL.length; i++) {
      SWELL[i] = step(SWELL_HZ[i]);
    }
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 3; i++) {
        CHORD[c][i] = step(CHORD_HZ[c][i]);
      }
    }
  }

  private Tape() {
  }

  /** {@code frames} frames of stereo from {@code position}. */
  public static Clip cut(long position, int frames) {
    float[][] channels = new float[2][frames];
    for (int n = 0; n < frames; n++) {
      channels[0][n] = at(position + n, 0);
      channels[1][n] = at(position + n, 1);
    }
    return new Clip(RATE, channels);
  }

  /** The sample at one position of one channel, within ±0.6. */
  public static float at(long position, int channel) {
    float chord = 0;
    for (long step : CHORD[channel]) {
      chord += sine(position * step);
    }
    float swell = 1 + 0.3f * sine(position * SWELL[0]) + 0.2f * sine(position * SWELL[1]);
    return 0.11f * chord * swell + 0.05f * noise(2 * position + channel);
  }

  /** A phase is a fraction of a turn in 2^64ths, so that overflow is the wrap and every position is exact. */
  private static long step(double hertz) {
    return (long) (hertz / RATE * 0x1p62) * 4;
  }

  private static float sine(long phase) {
    return SINE[(int) (phase >>> (64 - TABLE_BITS))];
  }

  /** White noise in −1…1 by the finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
  private static float noise(long index) {
    long z = (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) * 0x1p-63f;
  }
}
