package worksound.audio.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import worksound.disk.PrivateFiles;
import worksound.wav.SampleBytes;
import worksound.wav.SampleReader;
import worksound.wav.WavFile;
import worksound.wav.WavFormat;

/** Makes the WAV that pages fetch: no more than 16 bits a sample, under a header that any decoder understands. */
public final class PlayableWav {

  private static final int BLOCK_FRAMES = 1 << 14;
  private static final int BITS = 16;

  private PlayableWav() {
  }

  /** Whether the file itself can be handed to pages. */
  public static boolean needsNoConversion(WavFile wav) {
    return wav.format().isPlayableByBrowsers() && wav.sizeIsTrue();
  }

  /**
   * Writes a file for pages; nobody sees it before it is whole, and nothing is left of one that fails. Samples of more than 16 bits
   * are dithered down.
   *
   * @param source what to write
   * @param target the file, replaced when it exists
   */
  public static void write(WavFile source, Path target) throws IOException {
    WavFormat from = source.format();
    WavFormat to = from.isPlayableByBrowsers() ? from : new WavFormat(WavFormat.Encoding.PCM, from.channels(), from.sampleRate(), BITS);
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    try (FileChannel out = PrivateFiles.overwrite(unfinished)) {
      SampleBytes.write(out, to.header(source.frames()));
      if (from.isPlayableByBrowsers()) {
        SampleBytes.copy(source, 0, source.frames(), out);
      } else {
        dither(source, out);
      }
      SampleBytes.writePadding(out, to, source.frames());
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void dither(WavFile source, FileChannel out) throws IOException {
    float[][] block = new float[source.format().channels()][BLOCK_FRAMES];
    ByteBuffer bytes = ByteBuffer.allocateDirect(BLOCK_FRAMES * block.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(source.frames());
    try (SampleReader reader = new SampleReader(source)) {
      for (long at = 0; at < source.frames(); at += BLOCK_FRAMES) {
        int frames = reader.read(at, block);
        bytes.clear();
        for (int frame = 0; frame < frames; frame++) {
          for (float[] channel : block) {
            bytes.putShort(sixteenBits(channel[frame], random));
          }
        }
        SampleBytes.write(out, bytes.flip());
      }
    }
  }

  /**
   * One sample with triangular dither of two steps' width, which makes the rounding error independent of the music.
   *
   * @see <a href="https://www.aes.org/e-lib/browse.cfm?elib=7047">Lipshitz, Wannamaker, Vanderkooy: Quantization and dither</a>
   */
  private static short sixteenBits(float sample, SplittableRandom random) {
    int bits = random.nextInt();
    double dither = ((bits & 0xFFFF) - (bits >>> 16)) / 65_536.0;
    long rounded = Math.round(sample * 32_768.0 + dither);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
  }
}
