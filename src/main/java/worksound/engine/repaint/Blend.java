package worksound.engine.repaint;

/**
 * Puts new music into a source.
 *
 * @param start first sample that is all new
 * @param end   first sample after the new music
 * @param lead  samples before {@code start} over which the source gives way
 * @param tail  samples after {@code end} over which it comes back
 * @param gain  factor on the source
 */
public record Blend(long start, long end, int lead, int tail, float gain) {

  /** First sample after {@code at} where something changes. */
  public long until(long at, long length) {
    for (long border : new long[] {start - lead, start, end, end + tail}) {
      if (at < border) {
        return Math.min(border, length);
      }
    }
    return length;
  }

  public boolean needsMusic(long at) {
    return at >= start - lead && at < end + tail;
  }

  /** Blends {@code count} samples from position {@code at} of {@code source} into {@code music}, in place. */
  public void apply(long at, int count, float[] source, float[] music) {
    for (int n = 0; n < count; n++) {
      float fresh = part(at + n);
      music[n] = fresh == 0 ? source[n] * gain : fresh == 1 ? music[n] : fresh * music[n] + (1 - fresh) * gain * source[n];
    }
  }

  private float part(long at) {
    if (at < start) {
      return at < start - lead ? 0 : (float) (at - start + lead) / lead;
    }
    return at < end ? 1 : at < end + tail ? 1 - (float) (at - end) / tail : 0;
  }
}
