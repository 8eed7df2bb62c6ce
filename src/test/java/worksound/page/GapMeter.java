package worksound.page;

/** The longest silence in music that is fed to it piece by piece, from its first sound on. */
public final class GapMeter {

  /** Below this a sample counts as silent: −80 dB. */
  private static final float SILENT = 1e-4f;
  private static final double FRAMES_PER_MILLI = 48;

  private boolean begun;
  private long frames;
  private long run;
  private long longest;

  /** Takes the next samples, left and right in turn. */
  public void take(float[] samples) {
    for (int i = 0; i < samples.length; i += 2) {
      boolean silent = Math.abs(samples[i]) < SILENT && Math.abs(samples[i + 1]) < SILENT;
      begun |= !silent;
      frames += begun ? 1 : 0;
      run = silent && begun ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
  }

  public double longestMillis() {
    return longest / FRAMES_PER_MILLI;
  }

  /** Seconds since the first sound. */
  public double seconds() {
    return frames / FRAMES_PER_MILLI / 1_000;
  }
}
