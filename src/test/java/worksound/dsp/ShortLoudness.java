package worksound.dsp;

import java.util.Arrays;

/** Loudness over short windows: K-weighted power of both channels, one value every 10 ms, and its mean over any number of these. */
public final class ShortLoudness {

  /** Values per second. */
  public static final int PER_SECOND = 100;

  private static final double OFFSET_DB = -0.691;

  private final double[] sums;

  /** Measures two channels as long as each other. */
  public ShortLoudness(float[] left, float[] right, int sampleRate) {
    int hop = sampleRate / PER_SECOND;
    KWeighting one = new KWeighting(sampleRate);
    KWeighting other = new KWeighting(sampleRate);
    sums = new double[left.length / hop + 1];
    for (int i = 1; i < sums.length; i++) {
      sums[i] = sums[i - 1] + (one.energy(left, (i - 1) * hop, hop) + other.energy(right, (i - 1) * hop, hop)) / hop;
    }
  }

  /** Loudness in LUFS of every window of {@code seconds}, one every 10 ms. */
  public double[] windows(double seconds) {
    int width = (int) Math.round(seconds * PER_SECOND);
    double[] loudness = new double[Math.max(0, sums.length - width)];
    Arrays.setAll(loudness, i -> OFFSET_DB + Decibels.ofPower((sums[i + width] - sums[i]) / width));
    return loudness;
  }
}
