package worksound.page;

import java.util.ArrayList;
import java.util.List;

/** The silences in music that is fed to it piece by piece, from its first sound on. */
public final class GapMeter {

  /** A silence that a listener notices, in milliseconds. */
  private static final double NOTICED_MILLIS = 20;

  /** Below this a sample counts as silent: −80 dB. */
  private static final float SILENT = 1e-4f;
  private static final double FRAMES_PER_MILLI = 48;
  private static final int MAX_GAPS = 100;

  private final List<Gap> gaps = new ArrayList<>();
  private boolean begun;
  private long frames;
  private long run;
  private long longest;

  /**
   * A silence that a listener notices.
   *
   * @param atSeconds since the first sound
   * @param millis    how long it is, or has been so far
   */
  public record Gap(double atSeconds, double millis) {
  }

  /** Takes the next samples, left and right in turn. */
  public void take(float[] samples) {
    for (int i = 0; i < samples.length; i += 2) {
      take(samples[i], samples[i + 1]);
    }
  }

  /** Takes the next frame. */
  public void take(float left, float right) {
    boolean silent = Math.abs(left) < SILENT && Math.abs(right) < SILENT;
    begun |= !silent;
    if (!silent) {
      endRun();
    }
    frames += begun ? 1 : 0;
    run = silent && begun ? run + 1 : 0;
    longest = Math.max(longest, run);
  }

  private void endRun() {
    if (isNoticed() && gaps.size() < MAX_GAPS) {
      gaps.add(current());
    }
  }

  private boolean isNoticed() {
    return run >= NOTICED_MILLIS * FRAMES_PER_MILLI;
  }

  private Gap current() {
    return new Gap((frames - run) / FRAMES_PER_MILLI / 1_000, run / FRAMES_PER_MILLI);
  }

  public double longestMillis() {
    return longest / FRAMES_PER_MILLI;
  }

  /** Every silence that a listener notices, in order, the first hundred of them and the one that goes on. */
  public List<Gap> gaps() {
    List<Gap> all = new ArrayList<>(gaps);
    if (isNoticed()) {
      all.add(current());
    }
    return all;
  }

  /** Frames since the first sound. */
  public long frames() {
    return frames;
  }

  /** Seconds since the first sound. */
  public double seconds() {
    return frames / FRAMES_PER_MILLI / 1_000;
  }
}
