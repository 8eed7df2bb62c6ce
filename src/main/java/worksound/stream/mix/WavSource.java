package worksound.stream.mix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.dsp.Resampler;
import worksound.wav.SampleReader;
import worksound.wav.WavException;
import worksound.wav.WavFile;

/** A segment's WAV, of whatever sample rate. It stays readable while it is open, also when the file is deleted meanwhile. */
public final class WavSource implements SegmentSource {

  private static final Logger LOG = LoggerFactory.getLogger(WavSource.class);

  private final WavFile wav;
  private final SampleReader reader;
  private final float[][] block;
  /** Null where the file is of the stream's own rate. */
  private final Resampler resampler;

  private WavSource(WavFile wav, Resampler resampler) throws IOException {
    this.wav = wav;
    this.resampler = resampler;
    int most = resampler == null ? Mixer.BLOCK : (int) (resampler.firstTap(Mixer.BLOCK) - resampler.firstTap(0)) + 1 + resampler.taps();
    this.block = new float[wav.format().channels()][most];
    this.reader = new SampleReader(wav);
  }

  /**
   * Opens a file.
   *
   * @throws WavException when it cannot be used
   */
  public static WavSource open(Path file) throws IOException {
    WavFile wav = WavFile.open(file);
    return new WavSource(wav, wav.format().sampleRate() == Frames.PER_SECOND ? null : resampler(wav.format().sampleRate()));
  }

  private static Resampler resampler(int rate) throws WavException {
    try {
      return new Resampler(rate, Frames.PER_SECOND);
    } catch (IllegalArgumentException e) {
      throw new WavException("sample rate: " + e.getMessage());
    }
  }

  @Override
  public long frames() {
    return resampler == null ? wav.frames() : resampler.frames(wav.frames());
  }

  @Override
  public void read(long from, int count, float[] into) throws IOException {
    long begins = resampler == null ? from : resampler.firstTap(from);
    fill(begins);
    float[] left = block[0];
    float[] right = block[block.length - 1];
    for (int i = 0; i < count; i++) {
      into[2 * i] = resampler == null ? left[i] : resampler.at(from + i, left, begins);
      into[2 * i + 1] = resampler == null ? right[i] : resampler.at(from + i, right, begins);
    }
  }

  /** Reads a block of the file; beyond its ends there is silence. */
  private void fill(long begins) throws IOException {
    int before = (int) Math.max(0, -begins);
    int read = reader.read(Math.max(0, begins), block);
    for (float[] channel : block) {
      Arrays.fill(channel, read, channel.length, 0);
      if (before > 0) {
        System.arraycopy(channel, 0, channel, before, channel.length - before);
        Arrays.fill(channel, 0, before, 0);
      }
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
