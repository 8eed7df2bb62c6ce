package worksound.engine.render;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import worksound.engine.score.ScoreTime;

/** An uploaded WAV of any PCM or float format, heard as 48 kHz stereo from its start on. */
public final class SourceAudio implements Closeable {

  private static final AudioFormat FORMAT = new AudioFormat(Encoding.PCM_FLOAT, ScoreTime.RATE, 32, 2, 8, ScoreTime.RATE, false);
  private static final int CHUNK = 4_096;

  private final AudioInputStream stream;
  private final long frames;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK * 8).order(ByteOrder.LITTLE_ENDIAN);

  /** Opens {@code file}; fails with a refusal when it is not sound that can be read. */
  public SourceAudio(Path file) throws IOException, RenderException {
    AudioInputStream raw = open(file);
    long rawFrames = raw.getFrameLength();
    double rate = raw.getFormat().getSampleRate();
    frames = rawFrames <= 0 ? 0 : Math.round(rawFrames * (ScoreTime.RATE / rate));
    try {
      stream = AudioSystem.getAudioInputStream(FORMAT, raw);
    } catch (IllegalArgumentException e) {
      raw.close();
      throw new RenderException("Invalid source audio: cannot convert " + raw.getFormat());
    }
  }

  private static AudioInputStream open(Path file) throws IOException, RenderException {
    if (!Files.isRegularFile(file)) {
      throw new RenderException("Invalid source audio: no such file on the server");
    }
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      return AudioSystem.getAudioInputStream(in);
    } catch (UnsupportedAudioFileException | IOException e) {
      in.close();
      throw new RenderException("Invalid source audio: not a WAV file that can be read");
    }
  }

  /** Length in samples at 48 kHz. */
  long frames() {
    return frames;
  }

  /** Reads up to {@code count} frames to the start of the arrays; what the file does not hold is silence. */
  void read(float[] left, float[] right, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int wanted = Math.min(CHUNK, count - done);
      int got = stream.readNBytes(bytes.array(), 0, wanted * 8) / 8;
      for (int n = 0; n < wanted; n++) {
        left[done + n] = n < got ? bytes.getFloat(8 * n) : 0;
        right[done + n] = n < got ? bytes.getFloat(8 * n + 4) : 0;
      }
      done += wanted;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
