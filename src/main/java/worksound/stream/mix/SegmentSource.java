package worksound.stream.mix;

import java.io.IOException;

/** The samples of a segment at 48 kHz, read block by block. */
public interface SegmentSource extends AutoCloseable {

  /** Length of the segment. */
  long frames();

  /**
   * Reads frames, all of which lie in the segment.
   *
   * @param from  first frame
   * @param count frames, at most {@link Mixer#BLOCK}
   * @param into  interleaved stereo, full scale being −1 to 1; filled from its beginning
   */
  void read(long from, int count, float[] into) throws IOException;

  /** Lets go of it; nothing can be read any more. */
  @Override
  void close();
}
