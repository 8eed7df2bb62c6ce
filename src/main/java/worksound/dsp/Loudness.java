package worksound.dsp;

import java.util.Arrays;

/**
 * Integrated loudness, fed block by block. A single channel counts twice, as it is heard from both loudspeakers.
 *
 * @see <a href="https://www.itu.int/rec/R-REC-BS.1770-4-201510-S/en">ITU-R BS.1770-4</a>
 */
public final class Loudness {

  private static final double OFFSET_DB = -0.691;
  private static final double ABSOLUTE_GATE_LUFS = -70;
  private static final double RELATIVE_GATE_DB = -10;
  /** A gating block is 400 ms long and begins every 100 ms. */
  private static final int HOPS_PER_SECOND = 10;
  private static final int HOPS_PER_BLOCK = 4;

  private final KWeighting[] weightings;
  private final int hopFrames;
  private double[] hops = new double[64];
  private int hopCount;
  private int filled;
  private double energy;

  public Loudness(int channels, int sampleRate) {
    weightings = new KWeighting[channels];
    Arrays.setAll(weightings, channel -> new KWeighting(sampleRate));
    hopFrames = sampleRate / HOPS_PER_SECOND;
  }

  /** Takes the next frames: the first {@code frames} of one array a channel. */
  public void add(float[][] block, int frames) {
    for (int at = 0; at < frames; ) {
      int count = Math.min(frames - at, hopFrames - filled);
      for (int channel = 0; channel < weightings.length; channel++) {
        energy += weightings[channel].energy(block[channel], at, count);
      }
      at += count;
      filled += count;
      if (filled == hopFrames) {
        endHop();
      }
    }
  }

  private void endHop() {
    if (hopCount == hops.length) {
      hops = Arrays.copyOf(hops, 2 * hopCount);
    }
    hops[hopCount++] = energy / hopFrames * (weightings.length == 1 ? 2 : 1);
    filled = 0;
    energy = 0;
  }

  /** Loudness in LUFS of all that was fed, null when none of it is loud enough to count. */
  public Double lufs() {
    double[] blocks = new double[Math.max(0, hopCount - HOPS_PER_BLOCK + 1)];
    for (int block = 0; block < blocks.length; block++) {
      for (int hop = 0; hop < HOPS_PER_BLOCK; hop++) {
        blocks[block] += hops[block + hop] / HOPS_PER_BLOCK;
      }
    }
    double ungated = lufs(meanAbove(blocks, ABSOLUTE_GATE_LUFS));
    double gated = lufs(meanAbove(blocks, Math.max(ABSOLUTE_GATE_LUFS, ungated + RELATIVE_GATE_DB)));
    return gated > ABSOLUTE_GATE_LUFS ? gated : null;
  }

  private static double meanAbove(double[] blocks, double gateLufs) {
    return Arrays.stream(blocks).filter(power -> lufs(power) > gateLufs).average().orElse(0);
  }

  private static double lufs(double power) {
    return OFFSET_DB + Decibels.ofPower(power);
  }
}
