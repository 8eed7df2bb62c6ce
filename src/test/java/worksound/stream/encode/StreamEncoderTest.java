package worksound.stream.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import worksound.testing.Ffmpeg;
import worksound.testing.Requirement;

/** What ffmpeg decodes is what was encoded, every moment of it in its place. */
@Requirement("B12")
class StreamEncoderTest {

  private static final int RATE = 48_000;
  private static final int SECONDS = 4;
  /** As the mixer gives it out, and not a whole number of frames of any format. */
  private static final int BLOCK_FRAMES = 1_000;
  private static final int WINDOW_FRAMES = RATE / 20;
  private static final int JOINED_PIECE = 20;

  /** With how far the decoded music is behind, how much else may be in it, and how long one who joins late hears the decoder settle. */
  enum Format {
    WAV(WavEncoder::new, 0, -85, 0),
    MP3(Mp3Encoder::new, Mp3Encoder.DELAY_FRAMES, -45, 1_152),
    OPUS(() -> new OpusEncoder(1), 0, -25, RATE / 10);

    final Supplier<StreamEncoder> make;
    final int delayFrames;
    final double residualDb;
    final int settlingFrames;

    Format(Supplier<StreamEncoder> make, int delayFrames, double residualDb, int settlingFrames) {
      this.make = make;
      this.delayFrames = delayFrames;
      this.residualDb = residualDb;
      this.settlingFrames = settlingFrames;
    }

    /** Position in the stream of what a decoder gives out first of what follows those bytes. */
    int position(int bytesBefore, byte[] next) {
      return switch (this) {
        case WAV -> bytesBefore / 4;
        case MP3 -> bytesBefore / 576 * 1_152;
        case OPUS -> (int) ByteBuffer.wrap(next).order(ByteOrder.LITTLE_ENDIAN).getLong(6) - RATE / 10;
      };
    }
  }

  @TempDir
  Path folder;

  @BeforeEach
  void decodes() {
    Ffmpeg.assumeInstalled();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDecodedIsWhatWasEncoded(Format format) throws Exception {
    StreamEncoder encoder = format.make.get();
    float[] decoded = decode(encoder.header(), pieces(encoder));
    assertThat(decoded.length / 2).isGreaterThan((int) (0.95 * SECONDS * RATE));
    assertIsTheSweep(format, decoded, 0, format.delayFrames);
  }

  @ParameterizedTest
  @EnumSource
  void oneWhoJoinsLateHearsWhatThenFollows(Format format) throws Exception {
    StreamEncoder encoder = format.make.get();
    List<byte[]> pieces = pieces(encoder).stream().filter(piece -> piece.length > 0).toList();
    int missed = pieces.subList(0, JOINED_PIECE).stream().mapToInt(piece -> piece.length).sum();
    int position = format.position(missed, pieces.get(JOINED_PIECE));
    assertThat(position).isGreaterThan(RATE / 4);
    float[] decoded = decode(encoder.header(), pieces.subList(JOINED_PIECE, pieces.size()));
    assertIsTheSweep(format, decoded, position + format.settlingFrames, format.delayFrames + format.settlingFrames);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooLoudIsClipped(Format format) throws Exception {
    StreamEncoder encoder = format.make.get();
    float[] loud = new float[2 * RATE];
    for (int i = 0; i < loud.length; i++) {
      loud[i] = i % 200 < 100 ? 3 : -3;
    }
    float[] decoded = decode(encoder.header(), List.of(encoder.encode(loud, RATE)));
    double sum = 0;
    for (int i = 0; i < RATE; i++) {
      sum += decoded[i + 2 * format.delayFrames] * Math.signum(loud[i]);
    }
    assertThat(sum / RATE).as("level of a square wave").isBetween(0.9, 1.1);
  }

  private static void assertIsTheSweep(Format format, float[] decoded, int from, int at) {
    int windows = (decoded.length / 2 - at) / WINDOW_FRAMES;
    assertThat(windows).isGreaterThan(30);
    for (int window = 0; window < windows; window++) {
      int frames = window * WINDOW_FRAMES;
      assertThat(residualDb(decoded, at + frames, from + frames)).as("%s, frame %d of %d", format, frames, decoded.length / 2)
        .isLessThan(format.residualDb);
    }
  }

  private static List<byte[]> pieces(StreamEncoder encoder) {
    List<byte[]> pieces = new ArrayList<>();
    float[] block = new float[2 * BLOCK_FRAMES];
    for (int from = 0; from < SECONDS * RATE; from += BLOCK_FRAMES) {
      for (int i = 0; i < block.length; i++) {
        block[i] = sweep(from + i / 2, i % 2);
      }
      pieces.add(encoder.encode(block, BLOCK_FRAMES));
    }
    return pieces;
  }

  private float[] decode(byte[] header, List<byte[]> pieces) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header);
    pieces.forEach(all::writeBytes);
    return Ffmpeg.decode(Files.write(folder.resolve("stream"), all.toByteArray()).toString());
  }

  /** Energy of the difference against that of the music, in dB, over one window. */
  private static double residualDb(float[] decoded, int at, int from) {
    double difference = 0;
    double music = 0;
    for (int i = 0; i < 2 * WINDOW_FRAMES; i++) {
      double expected = sweep(from + i / 2, i % 2);
      music += expected * expected;
      difference += Math.pow(decoded[2 * at + i] - expected, 2);
    }
    return 10 * Math.log10(difference / music);
  }

  /** Tones that rise all the time, another in each channel: every moment sounds like no other. */
  private static float sweep(int frame, int channel) {
    double t = frame / (double) RATE;
    return (float) (0.4 * Math.sin(2 * Math.PI * (200 + 150 * t + 100 * channel) * t) + 0.2 * Math.sin(2 * Math.PI * (900 + 400 * t) * t));
  }
}
