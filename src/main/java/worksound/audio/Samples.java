package worksound.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Turns bytes of a WAV file into numbers, full scale being −1 to 1. */
final class Samples {

  private Samples() {
  }

  /**
   * Reads frames; what lies beyond the end of the file is left out.
   *
   * @param from  first frame
   * @param count frames to read
   * @return one array a channel, all of the same length
   */
  static float[][] read(WavFile wav, long from, int count) throws IOException {
    WavFormat format = wav.format();
    int frames = (int) Math.max(0, Math.min(count, wav.frames() - from));
    ByteBuffer bytes;
    try (FileChannel file = FileChannel.open(wav.path(), StandardOpenOption.READ)) {
      bytes = file.map(FileChannel.MapMode.READ_ONLY, wav.position(from), (long) frames * format.bytesPerFrame())
        .order(ByteOrder.LITTLE_ENDIAN);
    }
    Decoder decoder = decoder(format);
    float[][] samples = new float[format.channels()][frames];
    for (int frame = 0, at = 0; frame < frames; frame++) {
      for (float[] channel : samples) {
        channel[frame] = decoder.sample(bytes, at);
        at += format.bytesPerSample();
      }
    }
    return samples;
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
