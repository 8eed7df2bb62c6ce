package worksound.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Builds the seed of a segment: the tail of its source, then silence, in the source's own format. */
final class SeedBuilder {

  private static final int SILENCE_BLOCK_BYTES = 1 << 16;

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
  static WavFile build(WavFile source, double overlapSeconds, double seconds, Path seed) throws IOException {
    WavFormat format = source.format();
    long tail = format.frames(overlapSeconds);
    long frames = format.frames(seconds);
    if (source.frames() < tail) {
      throw new WavException(source.frames() + " frames, expected at least the overlap of " + tail);
    }
    ByteBuffer header = format.header(frames);
    int dataOffset = header.limit();
    try (FileChannel in = FileChannel.open(source.path(), StandardOpenOption.READ);
         FileChannel out = FileChannel.open(seed, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
           StandardOpenOption.WRITE)) {
      writeFully(out, header);
      copy(in, source.position(source.frames() - tail), tail * format.bytesPerFrame(), out);
      writeSilence(out, (frames - tail) * format.bytesPerFrame(), format.silence());
      writeFully(out, ByteBuffer.allocate((int) (frames * format.bytesPerFrame() & 1))); // chunks end on even bytes
    }
    return new WavFile(seed, format, dataOffset, frames);
  }

  private static void copy(FileChannel in, long from, long bytes, FileChannel out) throws IOException {
    for (long done = 0; done < bytes; ) {
      done += in.transferTo(from + done, bytes - done, out);
    }
  }

  private static void writeSilence(FileChannel out, long bytes, byte silence) throws IOException {
    byte[] block = new byte[SILENCE_BLOCK_BYTES];
    Arrays.fill(block, silence);
    for (long left = bytes; left > 0; left -= block.length) {
      writeFully(out, ByteBuffer.wrap(block, 0, (int) Math.min(left, block.length)));
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
