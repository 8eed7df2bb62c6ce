package worksound.engine.render;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.engine.score.ScoreTime;
import worksound.wav.WavFormat;

/** Writes 48 kHz stereo to a WAV file as it is played, as 16-bit integers or 32-bit floats. */
final class WavWriter implements Closeable {

  private static final int CHANNELS = 2;

  private final OutputStream out;
  private final boolean floats;

  /** Opens {@code file} for {@code frames} frames, all of which must be written. */
  WavWriter(Path file, long frames, boolean floats) throws IOException {
    this.floats = floats;
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    WavFormat format = floats ? new WavFormat(WavFormat.Encoding.FLOAT, CHANNELS, ScoreTime.RATE, 32)
      : new WavFormat(WavFormat.Encoding.PCM, CHANNELS, ScoreTime.RATE, 16);
    out.write(format.header(frames).array());
  }

  void write(float[] left, float[] right, int from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * CHANNELS * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = from; n < from + count; n++) {
      put(bytes, left[n]);
      put(bytes, right[n]);
    }
    out.write(bytes.array(), 0, bytes.position());
  }

  private void put(ByteBuffer bytes, float value) {
    if (floats) {
      bytes.putFloat(value);
    } else {
      bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value * 32768))));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
