package worksound.audio.analysis.boundary;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import worksound.dsp.Decimator;
import worksound.messages.Measurements.Boundary;
import worksound.messages.Measurements.Cues;
import worksound.wav.SampleReader;
import worksound.wav.WavFile;

/**
 * Measures whether music goes on across a boundary: every {@link Cue} there against the same cue at all places before it, as robust
 * standard deviations, and from them the odds of every {@link Break}. A large change that is smooth is music; a sudden one is a break.
 * Fed block by block with what lies around the boundary; keeps 17 s of it at about 24 kHz, 3.3 MB.
 *
 * @see <a href="https://doi.org/10.1109/ICME.2000.869637">Foote: Automatic audio segmentation using a measure of audio novelty</a>
 */
public final class BoundaryMeter {

  private static final double BEFORE_SECONDS = 13;
  private static final double AFTER_SECONDS = 4;
  /** With less than this before it nothing is known of the music, and with less after it nothing of the boundary. */
  public static final double MIN_BEFORE_SECONDS = 4;
  public static final double MIN_AFTER_SECONDS = 0.5;
  private static final double ANALYSED_HZ = 24_000;
  private static final double FRAME_SECONDS = 0.064;
  private static final int READ_FRAMES = 48_000;
  /** ACE-Step blends its new music in within this time before the boundary; it is left out. */
  private static final double BLEND_SECONDS = 0.025;
  /** A sample beyond, or one that is no number, is no sound. */
  private static final float LOUDEST = 1_000;
  /** Places that say what is usual; with fewer a cue stays out. */
  private static final int MIN_USUAL = 10;
  /** Rhythm takes long to compare. */
  private static final int LONG_STEP = 2;

  private final long from;
  private final long to;
  private final double sampleRate;
  private final float[] mid;
  private final float[] side;
  private final int beforeSamples;
  private final Decimator midDecimator;
  private final Decimator sideDecimator;
  private int filled;

  /**
   * A boundary in music of a rate.
   *
   * @param sampleRate in Hz
   * @param boundary   frame where the new music begins
   */
  public BoundaryMeter(int sampleRate, long boundary) {
    int factor = (int) Math.max(1, Math.round(sampleRate / ANALYSED_HZ));
    this.sampleRate = (double) sampleRate / factor;
    beforeSamples = (int) Math.min(boundary / factor, Math.round(BEFORE_SECONDS * this.sampleRate));
    int afterSamples = (int) Math.round(AFTER_SECONDS * this.sampleRate);
    from = boundary - (long) beforeSamples * factor;
    midDecimator = new Decimator(factor);
    sideDecimator = new Decimator(factor);
    to = boundary + (long) afterSamples * factor + midDecimator.delay();
    mid = new float[beforeSamples + afterSamples];
    side = new float[beforeSamples + afterSamples];
  }

  /** One that has taken what it needs of a file. @param boundary frame where the new music begins */
  public static BoundaryMeter fed(WavFile wav, long boundary) throws IOException {
    BoundaryMeter meter = new BoundaryMeter(wav.format().sampleRate(), boundary);
    float[][] block = new float[wav.format().channels()][READ_FRAMES];
    try (SampleReader reader = new SampleReader(wav)) {
      for (long at = meter.from; at < Math.min(wav.frames(), meter.to); at += READ_FRAMES) {
        meter.add(block, at, reader.read(at, block));
      }
    }
    return meter;
  }

  /** Takes the next frames of the music: the first {@code count} of {@code block}, which begins at frame {@code at}. */
  public void add(float[][] block, long at, int count) {
    int last = (int) Math.min(count, to - at);
    for (int n = (int) Math.max(0, from - at); n < last; n++) {
      float left = sound(block[0][n]);
      float right = sound(block[block.length - 1][n]);
      boolean isReady = midDecimator.add((left + right) / 2);
      sideDecimator.add((left - right) / 2);
      if (isReady && filled < mid.length) {
        mid[filled] = midDecimator.output();
        side[filled++] = sideDecimator.output();
      }
    }
  }

  private static float sound(float sample) {
    return Math.abs(sample) <= LOUDEST ? sample : 0;
  }

  /** What happens at the boundary, null when there is too little music around it. */
  public Boundary measure() {
    double[] deviations = deviations();
    return deviations == null ? null : judge(deviations);
  }

  /** Robust standard deviations of every cue, by {@link Cue#ordinal()}; null when there is too little music around the boundary. */
  public double[] deviations() {
    int size = Integer.highestOneBit((int) (FRAME_SECONDS * sampleRate));
    int stride = size + (int) Math.round(BLEND_SECONDS * sampleRate);
    int before = beforeSamples / stride;
    int after = (filled - beforeSamples) / stride;
    if (beforeSamples < MIN_BEFORE_SECONDS * sampleRate || filled - beforeSamples < MIN_AFTER_SECONDS * sampleRate) {
      return null;
    }
    return new Cuts(new Spectra(size), stride, before, after).deviations();
  }

  /** What {@link #deviations} tell. @param deviations of every cue, by {@link Cue#ordinal()} */
  public static Boundary judge(double[] deviations) {
    double odds = 0;
    double most = -1;
    Break likeliest = Break.OTHER_MUSIC;
    for (Break candidate : Break.values()) {
      double own = candidate.share * Math.exp(candidate.logOdds(deviations));
      odds += own;
      likeliest = own > most ? candidate : likeliest;
      most = Math.max(own, most);
    }
    double[] d = deviations;
    return new Boundary(Math.log1p(odds) / Math.log(2), likeliest.word(),
      new Cues(d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11]));
  }

  /** The music, cut into frames so that one of them begins at the boundary and the one before it ends where the blend begins. */
  private final class Cuts {

    private final Spectra spectra;
    private final int stride;
    private final int before;
    private final Summary summary;
    private final Change change;
    private final Map<Cue, double[]> values = new EnumMap<>(Cue.class);

    Cuts(Spectra spectra, int stride, int before, int after) {
      this.spectra = spectra;
      this.stride = stride;
      this.before = before;
      MelBands mel = new MelBands(2 * (spectra.bins() - 1), sampleRate);
      summary = new Summary(before + after, mel, sampleRate);
      change = new Change(spectra, mel, stride);
      for (Cue cue : Cue.values()) {
        double[] places = new double[before + 1];
        Arrays.fill(places, Double.NaN);
        values.put(cue, places);
      }
    }

    double[] deviations() {
      Frame last = new Frame(spectra);
      Frame next = new Frame(spectra);
      for (int at = 0; at < summary.frames(); at++) {
        next.load(spectra, mid, side, beforeSamples + (at - before) * stride);
        summary.add(at, next);
        // The frame before the boundary is left out as a second one: the later look at it reaches into the blend.
        if (at > 0 && at <= before && at != before - 1) {
          change.measure(last, next, values, at);
        }
        Frame swapped = last;
        last = next;
        next = swapped;
      }
      LongChange longChange = new LongChange(summary, stride / sampleRate);
      for (int at = before % LONG_STEP; at < before; at += LONG_STEP) {
        longChange.measure(at, before, values, at);
      }
      longChange.measure(before, summary.frames(), values, before);
      return Arrays.stream(Cue.values()).mapToDouble(this::deviation).toArray();
    }

    private double deviation(Cue cue) {
      double[] places = values.get(cue);
      double[] usual = Arrays.stream(places, 0, before).filter(value -> !Double.isNaN(value)).toArray();
      double here = places[before];
      return Double.isNaN(here) || usual.length < MIN_USUAL ? 0 : Robust.deviations(here, usual, usual.length, cue.equal);
    }
  }
}
