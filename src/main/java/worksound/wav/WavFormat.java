package worksound.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How samples lie in a WAV file.
 *
 * @param encoding      integers or floats
 * @param channels      1 or 2
 * @param sampleRate    in Hz
 * @param bitsPerSample 8, 16, 24 or 32 for integers, 32 or 64 for floats
 */
public record WavFormat(Encoding encoding, int channels, int sampleRate, int bitsPerSample) {

  /** Integers or floats, each with its number in the {@code fmt } chunk. */
  public enum Encoding {
    PCM(1), FLOAT(3);

    final int tag;

    Encoding(int tag) {
      this.tag = tag;
    }
  }

  public WavFormat {
    boolean depth = switch (encoding) {
      case PCM -> bitsPerSample == 8 || bitsPerSample == 16 || bitsPerSample == 24 || bitsPerSample == 32;
      case FLOAT -> bitsPerSample == 32 || bitsPerSample == 64;
    };
    if (!depth) {
      throw new WavException(encoding + " with " + bitsPerSample + " bits, expected PCM with 8, 16, 24 or 32 or float with 32 or 64");
    }
    if (channels < 1 || channels > 2) {
      throw new WavException(channels + " channels, expected 1 or 2");
    }
    if (sampleRate < 8_000 || sampleRate > 192_000) {
      throw new WavException("sample rate " + sampleRate + " Hz, expected 8000 to 192000");
    }
  }

  int bytesPerSample() {
    return bitsPerSample / 8;
  }

  /** Whether pages can fetch it as it is: integers of no more than 16 bits. */
  public boolean isPlayableByBrowsers() {
    return encoding == Encoding.PCM && bitsPerSample <= 16;
  }

  /** One sample of every channel. */
  public int bytesPerFrame() {
    return channels * bytesPerSample();
  }

  public long frames(double seconds) {
    return Math.round(seconds * sampleRate);
  }

  /** The byte that silence is made of: 8-bit samples are unsigned, all others signed. */
  byte silence() {
    return bitsPerSample == 8 ? (byte) 0x80 : 0;
  }

  /**
   * The bytes in front of the samples: RIFF, {@code fmt }, for floats {@code fact}, and the head of {@code data}.
   *
   * @param frames number of frames that follow
   */
  public ByteBuffer header(long frames) {
    boolean isFloat = encoding == Encoding.FLOAT;
    int headerBytes = isFloat ? 58 : 44;
    long dataBytes = frames * bytesPerFrame();
    ByteBuffer out = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    tag(out, "RIFF").putInt((int) (headerBytes - 8 + dataBytes + (dataBytes & 1)));
    tag(out, "WAVE");
    tag(out, "fmt ").putInt(isFloat ? 18 : 16);
    out.putShort((short) encoding.tag).putShort((short) channels).putInt(sampleRate)
      .putInt(sampleRate * bytesPerFrame()).putShort((short) bytesPerFrame()).putShort((short) bitsPerSample);
    if (isFloat) {
      out.putShort((short) 0);
      tag(out, "fact").putInt(4).putInt((int) frames);
    }
    tag(out, "data").putInt((int) dataBytes);
    return out.flip();
  }

  private static ByteBuffer tag(ByteBuffer out, String tag) {
    for (int i = 0; i < 4; i++) {
      out.put((byte) tag.charAt(i));
    }
    return out;
  }
}
