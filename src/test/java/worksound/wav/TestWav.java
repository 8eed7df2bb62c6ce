package worksound.wav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads WAV files at once, and writes them in every form that arrives in practice, independently of the application's own writer. */
public final class TestWav {

  private static final byte[] SUBFORMAT_TAIL = {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71};

  private final boolean isFloat;
  private final int bits;
  private int sampleRate = 48_000;
  private boolean extensible;
  private byte[] before = new byte[0];
  private byte[] after = new byte[0];
  private Long declaredSize;

  private TestWav(boolean isFloat, int bits) {
    this.isFloat = isFloat;
    this.bits = bits;
  }

  /** Frames of a file at once, one array a channel; what lies beyond its end is left out. */
  public static float[][] samples(WavFile wav, long from, int count) throws IOException {
    float[][] samples = new float[wav.format().channels()][(int) Math.max(0, Math.min(count, wav.frames() - from))];
    try (SampleReader reader = new SampleReader(wav)) {
      reader.read(from, samples);
    }
    return samples;
  }

  public static TestWav pcm(int bits) {
    return new TestWav(false, bits);
  }

  public static TestWav floats(int bits) {
    return new TestWav(true, bits);
  }

  public TestWav rate(int hz) {
    sampleRate = hz;
    return this;
  }

  TestWav extensible() {
    extensible = true;
    return this;
  }

  /** Puts a chunk between {@code fmt } and {@code data}; one of odd size gets its pad byte. */
  public TestWav chunkBefore(String tag, int size) {
    before = chunk(tag, size);
    return this;
  }

  public TestWav chunkAfter(String tag, int size) {
    after = chunk(tag, size);
    return this;
  }

  public TestWav declaring(long dataSize) {
    declaredSize = dataSize;
    return this;
  }

  public Path write(Path file, float[][] samples) throws IOException {
    byte[] data = encode(samples);
    ByteBuffer fmt = fmt(samples.length);
    ByteBuffer out = ByteBuffer.allocate(12 + fmt.limit() + before.length + 8 + data.length + (data.length & 1) + after.length)
      .order(ByteOrder.LITTLE_ENDIAN);
    out.put(tag("RIFF")).putInt(out.capacity() - 8).put(tag("WAVE")).put(fmt).put(before).put(tag("data"))
      .putInt((int) (declaredSize == null ? data.length : declaredSize)).put(data);
    out.position(out.position() + (data.length & 1));
    return Files.write(file, out.put(after).array());
  }

  private ByteBuffer fmt(int channels) {
    int frameBytes = channels * bits / 8;
    int formatTag = isFloat ? 3 : 1;
    int size = extensible ? 40 : 16;
    ByteBuffer out = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(tag("fmt ")).putInt(size).putShort((short) (extensible ? 0xFFFE : formatTag)).putShort((short) channels)
      .putInt(sampleRate).putInt(sampleRate * frameBytes).putShort((short) frameBytes).putShort((short) bits);
    if (extensible) {
      out.putShort((short) 22).putShort((short) bits).putInt(channels == 2 ? 3 : 4).putShort((short) formatTag).put(SUBFORMAT_TAIL);
    }
    return out.flip();
  }

  private byte[] encode(float[][] samples) {
    ByteBuffer out = ByteBuffer.allocate(samples.length * samples[0].length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < samples[0].length; n++) {
      for (float[] channel : samples) {
        encode(channel[n], out);
      }
    }
    return out.array();
  }

  private void encode(float sample, ByteBuffer out) {
    if (isFloat && bits == 32) {
      out.putFloat(sample);
    } else if (isFloat) {
      out.putDouble(sample);
    } else {
      long full = 1L << bits - 1;
      long value = Math.max(-full, Math.min(full - 1, Math.round(sample * (double) full)));
      long stored = bits == 8 ? value + 128 : value;
      for (int shift = 0; shift < bits; shift += 8) {
        out.put((byte) (stored >> shift));
      }
    }
  }

  private static byte[] chunk(String tag, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(tag(tag));
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(size).array());
    byte[] body = new byte[size + (size & 1)];
    java.util.Arrays.fill(body, 0, size, (byte) 0x55);
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] tag(String tag) {
    return tag.getBytes(ISO_8859_1);
  }
}
