package worksound.stream.mix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import worksound.messages.Measurements.Seam;
import worksound.messages.Segment;
import worksound.wav.TestWav;

/** A known signal that segments are cut from, so that what is mixed again can be compared with it, frame by frame. */
public final class Tape {

  public static final double SECONDS = 20;
  public static final double OVERLAP = 5;
  public static final double FADE = 2;
  private static final double STRIDE = SECONDS - OVERLAP;

  final float[] samples;

  /** @param seed of smooth noise, so that no two moments are alike */
  public Tape(long seed, double seconds) {
    Random random = new Random(seed);
    samples = new float[2 * (int) Frames.of(seconds)];
    float left = 0;
    float right = 0;
    for (int i = 0; i < samples.length; i += 2) {
      left += (random.nextFloat() - 0.5f - left) * 0.1f;
      right += (random.nextFloat() - 0.5f - right) * 0.1f;
      samples[i] = quantized(left);
      samples[i + 1] = quantized(right);
    }
  }

  /** As 16 bits have it, so that a WAV holds it to the bit. */
  private static float quantized(float sample) {
    return Math.round(sample * 32_768) / 32_768f;
  }

  /** Frame of the tape at which a segment begins. */
  static long begin(int index) {
    return Frames.of(index * STRIDE);
  }

  /**
   * A segment that came back {@code lag} frames late against its source and {@code gainDb} too quiet, which its figures say.
   *
   * @param sourceLag by how many frames its source is late against the tape
   */
  Cut cut(int index, int sourceLag, int lag, double gainDb) {
    long first = begin(index) - sourceLag - lag;
    int frames = (int) Frames.of(SECONDS);
    float[] cut = new float[2 * frames];
    float factor = (float) Math.pow(10, -gainDb / 20);
    for (int i = 0; i < cut.length; i++) {
      long from = 2 * first + i;
      cut[i] = from < 0 ? 0 : samples[(int) from] * factor;
    }
    Seam seam = index == 0 ? null : new Seam(lag, 1, gainDb, -100);
    return new Cut(new Segment(index, index == 0 ? null : index - 1, "p" + index, SECONDS, index == 0 ? 0 : OVERLAP,
      index == 0 ? null : Segment.Join.overlap, Frames.PER_SECOND, 0,
      "\"" + index + "\"", seam, gainDb, gainDb, null, null), new ArraySource(cut));
  }

  /** A segment as it should be. */
  public Cut cut(int index) {
    return cut(index, 0, 0, 0);
  }

  /** Writes a segment as a WAV of 16 bits. */
  public Path write(Cut cut, Path file) throws IOException {
    float[][] channels = new float[2][cut.source.samples.length / 2];
    for (int i = 0; i < cut.source.samples.length; i++) {
      channels[i % 2][i / 2] = cut.source.samples[i];
    }
    return TestWav.pcm(16).write(file, channels);
  }

  /** A segment with its samples. */
  public record Cut(Segment segment, ArraySource source) {
  }

  /** Samples in memory that know whether they were let go of. */
  public static final class ArraySource implements SegmentSource {

    final float[] samples;
    boolean closed;

    ArraySource(float[] samples) {
      this.samples = samples;
    }

    @Override
    public long frames() {
      return samples.length / 2;
    }

    @Override
    public void read(long from, int count, float[] into) {
      System.arraycopy(samples, 2 * (int) from, into, 0, 2 * count);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** What differs between the mix from a frame on and the tape from another one on, against the tape, in dB. */
  public double residualDb(float[] mix, long mixFrom, long tapeFrom, long frames) {
    double difference = 0;
    double power = 0;
    for (int i = 0; i < 2 * frames; i++) {
      double want = samples[(int) (2 * tapeFrom + i)];
      double is = mix[(int) (2 * mixFrom + i)];
      difference += (want - is) * (want - is);
      power += want * want;
    }
    return 10 * Math.log10(difference / power + 1e-30);
  }

  /** The level of the quietest stretch of so many frames, in dB against full scale. */
  public static double quietestDb(float[] mix, long from, long to, int window) {
    double quietest = Double.MAX_VALUE;
    for (int at = (int) (2 * from); at + 2 * window <= 2 * to; at += 2 * window) {
      double power = 0;
      for (int i = 0; i < 2 * window; i++) {
        power += mix[at + i] * mix[at + i];
      }
      quietest = Math.min(quietest, 10 * Math.log10(power / (2 * window) + 1e-30));
    }
    return quietest;
  }
}
