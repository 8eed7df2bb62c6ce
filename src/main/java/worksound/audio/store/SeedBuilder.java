package worksound.audio.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import worksound.disk.PrivateFiles;
import worksound.wav.SampleBytes;
import worksound.wav.WavException;
import worksound.wav.WavFile;
import worksound.wav.WavFormat;

/** Builds the seed of a segment: the tail of its source, then silence, in the source's own format. */
public final class SeedBuilder {

  private SeedBuilder() {
  }

  /**
   * Writes a seed; samples are copied byte by byte as they are.
   *
   * @param source         what the tail is cut from
   * @param overlapSeconds length of the tail
   * @param seconds        length of the whole seed
   * @param seed           file to write, replaced when it exists
   * @return the seed
   */
  public static WavFile build(WavFile source, double overlapSeconds, double seconds, Path seed) throws IOException {
    WavFormat format = source.format();
    long tail = format.frames(overlapSeconds);
    long frames = format.frames(seconds);
    if (source.frames() < tail) {
      throw new WavException(source.frames() + " frames, expected at least the overlap of " + tail);
    }
    ByteBuffer header = format.header(frames);
    int dataOffset = header.limit();
    try (FileChannel out = PrivateFiles.overwrite(seed)) {
      SampleBytes.write(out, header);
      SampleBytes.copy(source, source.frames() - tail, tail, out);
      SampleBytes.writeSilence(out, format, frames - tail);
      SampleBytes.writePadding(out, format, frames);
    }
    return new WavFile(seed, format, dataOffset, frames, true);
  }
}
