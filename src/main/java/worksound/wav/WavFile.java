package worksound.wav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the samples of a WAV file are. Chunks other than {@code fmt } and {@code data} are passed over; the declared size
 * of {@code data} is believed only as far as the file reaches, and 0 means that the writer did not know it.
 *
 * @param dataOffset byte where the samples begin
 * @param frames     whole frames that are really there
 * @param sizeIsTrue whether the declared size is that of the frames that are there
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">WAVE specifications</a>
 */
public record WavFile(Path path, WavFormat format, long dataOffset, long frames, boolean sizeIsTrue) {

  private static final int EXTENSIBLE_TAG = 0xFFFE;
  private static final int CHUNK_HEADER_BYTES = 8;
  /** Writers use about ten; each costs a read. */
  private static final int MAX_CHUNKS = 1_000;

  /**
   * Reads the chunks of a file.
   *
   * @throws WavException when it is not a WAV, or one in a format that cannot be used
   */
  public static WavFile open(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer riff = read(file, 0, 12);
      if (riff.limit() < 12 || !tag(riff, 0).equals("RIFF") || !tag(riff, 8).equals("WAVE")) {
        throw new WavException("not a WAV file: it does not begin with RIFF and WAVE");
      }
      return walk(path, file);
    }
  }

  /** The same file after it was moved. */
  public WavFile at(Path moved) {
    return new WavFile(moved, format, dataOffset, frames, sizeIsTrue);
  }

  public double seconds() {
    return (double) frames / format.sampleRate();
  }

  /** Byte where a frame begins. */
  public long position(long frame) {
    return dataOffset + frame * format.bytesPerFrame();
  }

  private static WavFile walk(Path path, FileChannel file) throws IOException {
    WavFormat format = null;
    long position = 12;
    for (int chunks = 0; position + CHUNK_HEADER_BYTES <= file.size(); chunks++) {
      if (chunks == MAX_CHUNKS) {
        throw new WavException("more than " + MAX_CHUNKS + " chunks before the data");
      }
      ByteBuffer chunk = read(file, position, CHUNK_HEADER_BYTES);
      long size = Integer.toUnsignedLong(chunk.getInt(4));
      long body = position + CHUNK_HEADER_BYTES;
      if (tag(chunk, 0).equals("fmt ")) {
        format = format(read(file, body, (int) Math.min(size, 40)));
      } else if (tag(chunk, 0).equals("data")) {
        if (format == null) {
          throw new WavException("the data chunk comes before the fmt chunk");
        }
        long declared = size == 0 ? Long.MAX_VALUE : size;
        long frames = Math.min(declared, file.size() - body) / format.bytesPerFrame();
        return new WavFile(path, format, body, frames, size == frames * format.bytesPerFrame());
      }
      position = body + size + (size & 1);
    }
    throw new WavException(format == null ? "no fmt chunk" : "no data chunk");
  }

  private static WavFormat format(ByteBuffer fmt) {
    if (fmt.limit() < 16) {
      throw new WavException("fmt chunk of " + fmt.limit() + " bytes, expected 16 or more");
    }
    int tag = Short.toUnsignedInt(fmt.getShort(0));
    if (tag == EXTENSIBLE_TAG && fmt.limit() >= 26) {
      tag = Short.toUnsignedInt(fmt.getShort(24));
    }
    WavFormat format = new WavFormat(encoding(tag), fmt.getShort(2), fmt.getInt(4), fmt.getShort(14));
    if (fmt.getShort(12) != format.bytesPerFrame()) {
      throw new WavException("block align " + fmt.getShort(12) + ", expected " + format.bytesPerFrame());
    }
    return format;
  }

  private static WavFormat.Encoding encoding(int tag) {
    for (WavFormat.Encoding encoding : WavFormat.Encoding.values()) {
      if (encoding.tag == tag) {
        return encoding;
      }
    }
    throw new WavException("format tag " + tag + ", expected 1 (PCM), 3 (float) or extensible with one of them");
  }

  private static ByteBuffer read(FileChannel file, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, position + buffer.position());
      if (read < 0) {
        break;
      }
    }
    return buffer.flip();
  }

  private static String tag(ByteBuffer buffer, int at) {
    byte[] tag = new byte[4];
    buffer.get(at, tag);
    return new String(tag, ISO_8859_1);
  }
}
