package worksound.day;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Short WAV files of little bytes: 16 bits, mono, 8 kHz. What they say is noise, which never repeats and is soon made. */
final class Music {

  static final double SECONDS = 12;
  static final double OVERLAP = 2.4;
  private static final int RATE = 8_000;
  private static final int HEADER = 44;
  private static final int WHOLE = HEADER + 2 * (int) Math.round(SECONDS * RATE);
  private static final int CONTEXT = 2 * (int) Math.round(OVERLAP * RATE);
  private static final int AMPLITUDE = 6_000;

  private Music() {
  }

  /** What is wrong with a piece of music. */
  enum Flaw { NONE, SILENT, FADES, UNRELATED, SHORT, NOT_WAV }

  /**
   * A segment.
   *
   * @param source the seed whose context it begins with, null for the first
   */
  static byte[] segment(long seed, byte[] source, Flaw flaw) {
    if (flaw == Flaw.NOT_WAV) {
      return "<html>not found</html>".repeat(100).getBytes(StandardCharsets.US_ASCII);
    }
    int bytes = flaw == Flaw.SHORT ? WHOLE / 2 : WHOLE;
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header(out, bytes - HEADER);
    if (source != null && flaw != Flaw.UNRELATED) {
      out.put(source, HEADER, CONTEXT);
    }
    SplittableRandom noise = new SplittableRandom(seed);
    while (out.hasRemaining()) {
      double level = switch (flaw) {
        case SILENT -> 0;
        case FADES -> Math.max(0, 1 - 2.0 * out.position() / bytes);
        default -> 1;
      };
      out.putShort((short) (level * noise.nextInt(-AMPLITUDE, AMPLITUDE)));
    }
    return out.array();
  }

  private static void header(ByteBuffer out, int dataBytes) {
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + dataBytes).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
      .putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16)
      .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
  }

  /** Tells the music at a WAV's start that it shares with the one before it. */
  static long headOf(byte[] wav) {
    return print(wav, HEADER, Math.min(wav.length, HEADER + CONTEXT));
  }

  /** Tells the music at a WAV's end that it shares with the one after it. */
  static long tailOf(byte[] wav) {
    return print(wav, Math.max(0, wav.length - CONTEXT), wav.length);
  }

  /** Tells a WAV from any other. */
  static long printOf(byte[] wav) {
    return print(wav, 0, wav.length);
  }

  private static long print(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(Arrays.copyOfRange(bytes, from, to));
    return crc.getValue();
  }
}
