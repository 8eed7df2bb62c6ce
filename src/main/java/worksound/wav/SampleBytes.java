package worksound.wav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Moves the samples of WAV files as bytes, a block at a time. */
public final class SampleBytes {

  private static final int SILENCE_BLOCK_BYTES = 1 << 16;

  private SampleBytes() {
  }

  public static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /** Appends frames of a file as they are. */
  public static void copy(WavFile source, long from, long frames, FileChannel out) throws IOException {
    long begin = source.position(from);
    long bytes = frames * source.format().bytesPerFrame();
    try (FileChannel in = FileChannel.open(source.path(), StandardOpenOption.READ)) {
      for (long done = 0; done < bytes; ) {
        long copied = in.transferTo(begin + done, bytes - done, out);
        if (copied == 0) {
          throw new WavException("the file became shorter while it was copied");
        }
        done += copied;
      }
    }
  }

  /**
   * Appends frames of silence. Where silence is zeros nothing but the last of them is written: what lies before it reads as zeros
   * (POSIX lseek; NTFS does the same), takes no room on most file systems, and no time.
   */
  public static void writeSilence(FileChannel out, WavFormat format, long frames) throws IOException {
    long bytes = frames * format.bytesPerFrame();
    if (format.silence() == 0 && bytes > 0) {
      out.position(out.position() + bytes - 1);
      write(out, ByteBuffer.allocate(1));
      return;
    }
    byte[] block = new byte[SILENCE_BLOCK_BYTES];
    Arrays.fill(block, format.silence());
    for (long left = bytes; left > 0; left -= block.length) {
      write(out, ByteBuffer.wrap(block, 0, (int) Math.min(left, block.length)));
    }
  }

  /** Ends a chunk of that many frames on an even byte. */
  public static void writePadding(FileChannel out, WavFormat format, long frames) throws IOException {
    write(out, ByteBuffer.allocate((int) (frames * format.bytesPerFrame() & 1)));
  }
}
