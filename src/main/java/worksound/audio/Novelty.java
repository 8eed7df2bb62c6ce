package worksound.audio;

import java.io.IOException;

/**
 * Whether the new music of a segment is new: compared with the segment before it at the same place, and with its own context as
 * if that were merely repeated.
 */
final class Novelty implements AutoCloseable {

  private final int newFrom;
  private final float[][] context;
  private final SampleReader previous;
  private final Difference fromContext = new Difference();
  private final Difference fromPrevious = new Difference();
  private float[][] heard = new float[1][0];

  /**
   * Begins a comparison.
   *
   * @param newFrom  frame where the new music begins
   * @param context  the frames before that, one array a channel
   * @param previous the segment before this one, null when there is none of the same format
   */
  Novelty(int newFrom, float[][] context, WavFile previous) throws IOException {
    this.newFrom = newFrom;
    this.context = context;
    this.previous = previous == null ? null : new SampleReader(previous);
    if (previous != null) {
      heard = new float[previous.format().channels()][0];
    }
  }

  /** Takes the next frames of the segment: the first {@code count} of {@code block}, which begins at frame {@code at}. */
  void add(float[][] block, long at, int count) throws IOException {
    int skip = (int) Math.max(0, Math.min(count, newFrom - at));
    if (skip == count) {
      return;
    }
    long since = at + skip - newFrom;
    int repeatable = (int) Math.min(count - skip, context[0].length - since);
    if (repeatable > 0) {
      fromContext.add(block, skip, context, (int) since, repeatable);
    }
    if (previous != null) {
      comparePrevious(block, skip, at + skip, count - skip);
    }
  }

  private void comparePrevious(float[][] block, int skip, long at, int count) throws IOException {
    if (heard[0].length != count) {
      heard = new float[heard.length][count];
    }
    fromPrevious.add(block, skip, heard, 0, previous.read(at, heard));
  }

  /** What the new music has of its own, in dB against all of it; 0 when nothing is known to compare it with. */
  double decibels() {
    return Math.min(fromContext.decibels(), fromPrevious.decibels());
  }

  @Override
  public void close() throws IOException {
    if (previous != null) {
      previous.close();
    }
  }
}
