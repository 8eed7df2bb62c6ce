package worksound.wav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Reads a WAV file as numbers, full scale being −1 to 1, one block after the other. */
public final class SampleReader implements AutoCloseable {

  /** However long a block is, this much of the file is in memory at a time, outside the heap. */
  private static final int BUFFER_BYTES = 1 << 16;

  private final WavFile wav;
  private final Decoder decoder;
  private final FileChannel file;
  private final ByteBuffer bytes;

  public SampleReader(WavFile wav) throws IOException {
    this.wav = wav;
    this.decoder = decoder(wav.format());
    this.bytes = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    this.file = FileChannel.open(wav.path(), StandardOpenOption.READ);
  }

  /** What is read. */
  public WavFile wav() {
    return wav;
  }

  /**
   * Fills a block.
   *
   * @param from  first frame
   * @param block one array a channel, all of the same length
   * @return how many frames there were, 0 at the end of the file
   */
  public int read(long from, float[][] block) throws IOException {
    return read(from, block, block[0].length);
  }

  /** Fills the first {@code wanted} frames of a block; how many there were. */
  public int read(long from, float[][] block, int wanted) throws IOException {
    int frames = (int) Math.max(0, Math.min(wanted, wav.frames() - from));
    int most = bytes.capacity() / wav.format().bytesPerFrame();
    for (int done = 0; done < frames;) {
      int count = Math.min(most, frames - done);
      fetch(wav.position(from + done), count * wav.format().bytesPerFrame());
      decode(block, done, count);
      done += count;
    }
    return frames;
  }

  private void decode(float[][] block, int from, int count) {
    int sampleBytes = wav.format().bytesPerSample();
    int frameBytes = wav.format().bytesPerFrame();
    for (int channel = 0; channel < block.length; channel++) {
      float[] samples = block[channel];
      for (int frame = from, at = channel * sampleBytes; frame < from + count; frame++, at += frameBytes) {
        samples[frame] = decoder.sample(bytes, at);
      }
    }
  }

  private void fetch(long position, int count) throws IOException {
    bytes.clear().limit(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new WavException("the file became shorter while it was read");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @FunctionalInterface
  private interface Decoder {
    float sample(ByteBuffer bytes, int at);
  }

  private static Decoder decoder(WavFormat format) {
    if (format.encoding() == WavFormat.Encoding.FLOAT) {
      return format.bitsPerSample() == 32 ? ByteBuffer::getFloat : (bytes, at) -> (float) bytes.getDouble(at);
    }
    return switch (format.bitsPerSample()) {
      case 8 -> (bytes, at) -> (Byte.toUnsignedInt(bytes.get(at)) - 128) / 128f;
      case 16 -> (bytes, at) -> bytes.getShort(at) / 32_768f;
      case 24 -> (bytes, at) -> (Short.toUnsignedInt(bytes.getShort(at)) | bytes.get(at + 2) << 16) / 8_388_608f;
      default -> (bytes, at) -> bytes.getInt(at) / 2_147_483_648f;
    };
  }
}
