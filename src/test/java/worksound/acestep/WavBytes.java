package worksound.acestep;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Writes and reads WAV files on the tests' side, independently of the application's own code. */
public final class WavBytes {

  private static final String ENCODER = "Lavf59.27.100\0";
  private static final byte[] PCM_SUBFORMAT = {1, 0, 0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71};

  /** The forms in which ACE-Step servers deliver WAV. */
  public enum Encoding {
    /** 16-bit integers, data at byte 44. */
    PCM_16(44, 2),
    /** The same with a LIST/INFO chunk first, data at byte 78. */
    PCM_16_LIST(78, 2),
    /** 32-bit floats with fact and PEAK chunks, data at byte 88. */
    FLOAT_32(88, 4),
    /** 24-bit integers in the extensible form (tag 0xFFFE), data at byte 68. */
    EXTENSIBLE(68, 3);

    final int dataAt;
    final int sampleBytes;

    Encoding(int dataAt, int sampleBytes) {
      this.dataAt = dataAt;
      this.sampleBytes = sampleBytes;
    }
  }

  private WavBytes() {
  }

  /** A complete WAV file. */
  public static byte[] write(Clip clip, Encoding encoding) {
    int dataBytes = clip.frames() * clip.channels().length * encoding.sampleBytes;
    ByteBuffer out = ByteBuffer.allocate(encoding.dataAt + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    tag(out, "RIFF").putInt(out.capacity() - 8);
    tag(out, "WAVE");
    format(out, clip, encoding);
    if (encoding == Encoding.PCM_16_LIST) {
      tag(out, "LIST").putInt(12 + ENCODER.length());
      tag(tag(out, "INFO"), "ISFT").putInt(ENCODER.length());
      tag(out, ENCODER);
    } else if (encoding == Encoding.FLOAT_32) {
      factAndPeak(out, clip);
    }
    tag(out, "data").putInt(dataBytes);
    for (int n = 0; n < clip.frames(); n++) {
      for (float[] channel : clip.channels()) {
        sample(out, channel[n], encoding);
      }
    }
    return out.array();
  }

  private static void format(ByteBuffer out, Clip clip, Encoding encoding) {
    boolean extensible = encoding == Encoding.EXTENSIBLE;
    int frameBytes = clip.channels().length * encoding.sampleBytes;
    tag(out, "fmt ").putInt(extensible ? 40 : 16);
    out.putShort((short) (extensible ? 0xFFFE : encoding == Encoding.FLOAT_32 ? 3 : 1)).putShort((short) clip.channels().length);
    out.putInt(clip.rate()).putInt(clip.rate() * frameBytes).putShort((short) frameBytes).putShort((short) (8 * encoding.sampleBytes));
    if (extensible) {
      out.putShort((short) 22).putShort((short) (8 * encoding.sampleBytes)).putInt(3).put(PCM_SUBFORMAT);
    }
  }

  private static void factAndPeak(ByteBuffer out, Clip clip) {
    tag(out, "fact").putInt(4).putInt(clip.frames());
    tag(out, "PEAK").putInt(8 + 8 * clip.channels().length).putInt(1).putInt(0);
    for (float[] channel : clip.channels()) {
      out.putFloat(new Clip(clip.rate(), new float[][] {channel}).peak(0, channel.length)).putInt(0);
    }
  }

  private static void sample(ByteBuffer out, float value, Encoding encoding) {
    switch (encoding) {
      case FLOAT_32 -> out.putFloat(value);
      case EXTENSIBLE -> {
        int bits = Math.max(-0x800000, Math.min(0x7FFFFF, Math.round(value * 0x800000)));
        out.putShort((short) bits).put((byte) (bits >> 16));
      }
      default -> out.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))));
    }
  }

  private static ByteBuffer tag(ByteBuffer out, String ascii) {
    return out.put(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** Any WAV that Java can decode. @throws UnsupportedAudioFileException when it is none, or its samples have an unknown form */
  public static Clip read(byte[] wav) throws UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      AudioFormat format = in.getFormat();
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      float[][] channels = new float[format.getChannels()][bytes.capacity() / format.getFrameSize()];
      for (int n = 0; n < channels[0].length; n++) {
        for (float[] channel : channels) {
          channel[n] = sample(bytes, format);
        }
      }
      return new Clip((int) format.getSampleRate(), channels);
    } catch (IOException e) {
      throw new UnsupportedAudioFileException(e.getMessage());
    }
  }

  private static float sample(ByteBuffer bytes, AudioFormat format) throws UnsupportedAudioFileException {
    if (format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT) && format.getSampleSizeInBits() == 32) {
      return bytes.getFloat();
    }
    return switch (format.getSampleSizeInBits()) {
      case 16 -> bytes.getShort() / 32_768f;
      case 24 -> ((bytes.getShort() & 0xFFFF) | bytes.get() << 16) / (float) 0x800000;
      case 32 -> bytes.getInt() / (float) 0x80000000L;
      default -> throw new UnsupportedAudioFileException(format.toString());
    };
  }
}
