package worksound.audio.analysis;

import java.io.IOException;
import worksound.dsp.Correlation;
import worksound.wav.SampleReader;
import worksound.wav.WavFile;

/**
 * Whether the new music of a segment is new: compared with the segment before it at the same place, and with its own context as
 * if that were merely repeated.
 */
final class Novelty implements AutoCloseable {

  private final int newFrom;
  private final SampleReader context;
  private final SampleReader previous;
  private final Correlation fromContext = new Correlation();
  private final Correlation fromPrevious = new Correlation();
  private float[][] heard;
  private float[][] repeated;

  /**
   * Begins a comparison.
   *
   * @param newFrom  frame where the new music begins
   * @param wav      the segment, whose frames before that are its context
   * @param previous the segment before this one, null when there is none of the same format
   */
  Novelty(int newFrom, WavFile wav, WavFile previous) throws IOException {
    this.newFrom = newFrom;
    this.context = new SampleReader(wav);
    this.repeated = new float[wav.format().channels()][0];
    this.previous = previous == null ? null : new SampleReader(previous);
    this.heard = new float[previous == null ? 1 : previous.format().channels()][0];
  }

  /** Takes the next frames of the segment: the first {@code count} of {@code block}, which begins at frame {@code at}. */
  void add(float[][] block, long at, int count) throws IOException {
    int skip = (int) Math.max(0, Math.min(count, newFrom - at));
    if (skip == count) {
      return;
    }
    long since = at + skip - newFrom;
    int repeatable = (int) Math.min(count - skip, newFrom - since);
    if (repeatable > 0) {
      repeated = sized(repeated, repeatable);
      add(fromContext, block, skip, repeated, context.read(since, repeated));
    }
    if (previous != null) {
      comparePrevious(block, skip, at + skip, count - skip);
    }
  }

  private void comparePrevious(float[][] block, int skip, long at, int count) throws IOException {
    heard = sized(heard, count);
    add(fromPrevious, block, skip, heard, previous.read(at, heard));
  }

  private static void add(Correlation correlation, float[][] block, int skip, float[][] known, int count) {
    for (int channel = 0; channel < Math.min(block.length, known.length); channel++) {
      correlation.add(block[channel], skip, known[channel], 0, count);
    }
  }

  private static float[][] sized(float[][] block, int frames) {
    return block[0].length == frames ? block : new float[block.length][frames];
  }

  /** What the new music has of its own, in dB against all of it; 0 when nothing is known to compare it with. */
  double decibels() {
    return Math.min(fromContext.residualDb(), fromPrevious.residualDb());
  }

  @Override
  public void close() throws IOException {
    context.close();
    if (previous != null) {
      previous.close();
    }
  }
}
