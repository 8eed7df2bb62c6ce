package worksound.stream.mix;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.wav.SampleReader;
import worksound.wav.WavException;
import worksound.wav.WavFile;

/** A segment's WAV. It stays readable while it is open, also when the file is deleted meanwhile. */
public final class WavSource implements SegmentSource {

  private static final Logger LOG = LoggerFactory.getLogger(WavSource.class);

  private final WavFile wav;
  private final SampleReader reader;
  private final float[][] block;

  private WavSource(WavFile wav) throws IOException {
    this.wav = wav;
    this.reader = new SampleReader(wav);
    this.block = new float[wav.format().channels()][Mixer.BLOCK];
  }

  /**
   * Opens a file.
   *
   * @throws WavException when it cannot be used
   */
  public static WavSource open(Path file) throws IOException {
    WavFile wav = WavFile.open(file);
    if (wav.format().sampleRate() != Frames.PER_SECOND) {
      throw new WavException("sample rate " + wav.format().sampleRate() + " Hz, expected " + Frames.PER_SECOND);
    }
    return new WavSource(wav);
  }

  @Override
  public long frames() {
    return wav.frames();
  }

  @Override
  public void read(long from, int count, float[] into) throws IOException {
    reader.read(from, block);
    float[] left = block[0];
    float[] right = block[block.length - 1];
    for (int i = 0; i < count; i++) {
      into[2 * i] = left[i];
      into[2 * i + 1] = right[i];
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      LOG.warn("{} could not be closed: {}", wav.path(), e.getMessage());
    }
  }
}
