package worksound.engine.repaint;

import worksound.dsp.Loudness;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/** The part of a source that is kept, as far as it is needed to go on from it. It is fed in order of time, all of it. */
public final class Context {

  private static final double TAIL_SECONDS = 6;
  private static final double SILENT_LUFS = -60;

  /** Its last seconds. */
  final float[] left;
  final float[] right;
  final AudioFingerprint fingerprint = new AudioFingerprint();

  private final long frames;
  private final Loudness loudness = new Loudness(2, ScoreTime.RATE);
  private long heard;
  private float peak;

  /** A context of {@code frames} samples of which nothing has been heard yet. */
  public Context(long frames) {
    this.frames = frames;
    int tail = (int) Math.min(frames, ScoreTime.samples(TAIL_SECONDS));
    left = new float[tail];
    right = new float[tail];
  }

  /** Listens to the next {@code count} samples, from the start of the arrays. */
  public void add(float[] nextLeft, float[] nextRight, int count) {
    loudness.add(new float[][] {nextLeft, nextRight}, count);
    // The fingerprint's blocks must end where the context does.
    int skipped = (int) Math.max(0, Math.min(count, frames % Sound.BLOCK - heard));
    fingerprint.add(nextLeft, nextRight, skipped, count - skipped);
    for (int n = 0; n < count; n++) {
      peak = Math.max(peak, Math.max(Math.abs(nextLeft[n]), Math.abs(nextRight[n])));
    }
    keep(nextLeft, left, count);
    keep(nextRight, right, count);
    heard += count;
  }

  private void keep(float[] next, float[] tail, int count) {
    long at = heard - (frames - tail.length);
    int early = (int) Math.max(0, -at);
    if (early < count) {
      System.arraycopy(next, early, tail, (int) at + early, count - early);
    }
  }

  /** Integrated loudness in LUFS; negative infinity when there is none. */
  double lufs() {
    Double lufs = loudness.lufs();
    return lufs == null ? Double.NEGATIVE_INFINITY : lufs;
  }

  /** Highest absolute sample. */
  float peak() {
    return peak;
  }

  /** Whether there is nothing to go on from. */
  boolean isSilent() {
    return peak == 0 || lufs() < SILENT_LUFS && peak < 1e-3;
  }
}
