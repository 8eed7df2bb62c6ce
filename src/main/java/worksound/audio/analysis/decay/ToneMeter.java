package worksound.audio.analysis.decay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import worksound.dsp.Decibels;
import worksound.dsp.Fft;
import worksound.messages.Measurements.Tone;

/**
 * Measures of a segment's new music what repeated continuation wears down: spectral tilt, bandwidth, noise floor, dynamics and stereo
 * width, from a short spectrum four times a second. Tempo and harmony are left out: they walk in music that is well.
 *
 * <p>Sources: tilt from the long-term average spectrum, <a href="https://doi.org/10.1109/TAU.1967.1161901">Welch</a>; bandwidth as roll-off,
 * <a href="https://doi.org/10.1109/TSA.2002.800560">Tzanetakis, Cook</a>; noise floor as the level of the quietest moments,
 * <a href="https://doi.org/10.1109/89.928915">Martin</a>; dynamics as the range between percentiles of level,
 * <a href="https://tech.ebu.ch/publications/tech3342">EBU Tech 3342</a>; width as side against mid.
 */
public final class ToneMeter {

  private static final int SIZE = 2_048;
  private static final double HOP_SECONDS = 0.25;
  private static final double LOWEST_OCTAVE_HZ = 125;
  private static final int MAX_OCTAVES = 7;
  /** Above this share of the rate converters filter. */
  private static final double HIGHEST_SHARE = 0.45;
  private static final double ROLL_OFF = 0.99;
  /** The noise floor is looked for from here, or from half of the band at low rates. */
  private static final double TREBLE_HZ = 4_000;
  private static final double QUIET = 0.1;
  private static final double LOUD = 0.95;
  /** Beyond this no sample is a sound. */
  private static final float LOUDEST = 1_000;

  private final int sampleRate;
  private final int newFrom;
  private final int hop;
  private final int top;
  private final int trebleFrom;
  private final Fft fft = new Fft(SIZE);
  private final double[] window = new double[SIZE];
  private final double[] re = new double[SIZE];
  private final double[] im = new double[SIZE];
  private final double[] power = new double[SIZE / 2];
  private final List<Double> levels = new ArrayList<>();
  private final List<Double> trebles = new ArrayList<>();
  private double mid;
  private double side;

  /**
   * A segment.
   *
   * @param sampleRate in Hz
   * @param newFrom    frame where its new music begins
   */
  public ToneMeter(int sampleRate, int newFrom) {
    this.sampleRate = sampleRate;
    this.newFrom = newFrom;
    hop = (int) Math.round(HOP_SECONDS * sampleRate);
    top = (int) (HIGHEST_SHARE * SIZE);
    trebleFrom = (int) Math.min(TREBLE_HZ * SIZE / sampleRate, top / 2.0);
    for (int n = 0; n < SIZE; n++) {
      window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / SIZE);
    }
  }

  /** Takes the next frames: the first {@code count} of {@code block}, which begins at frame {@code at} and holds whole seconds. */
  public void add(float[][] block, long at, int count) {
    for (int from = 0; from + SIZE <= count; from += hop) {
      if (at + from >= newFrom) {
        look(block[0], block[block.length - 1], from);
      }
    }
  }

  /** Mid and side in one transform; the power at k and −k adds up to that of both. */
  private void look(float[] left, float[] right, int from) {
    for (int n = 0; n < SIZE; n++) {
      double m = (sound(left[from + n]) + sound(right[from + n])) / 2;
      double s = (sound(left[from + n]) - sound(right[from + n])) / 2;
      mid += m * m;
      side += s * s;
      re[n] = window[n] * m;
      im[n] = window[n] * s;
    }
    fft.transform(re, im);
    double all = 0;
    double treble = 0;
    for (int k = 1; k < top; k++) {
      int mirror = SIZE - k;
      double bin = re[k] * re[k] + im[k] * im[k] + re[mirror] * re[mirror] + im[mirror] * im[mirror];
      power[k] += bin;
      all += bin;
      treble += k >= trebleFrom ? bin : 0;
    }
    levels.add(all);
    trebles.add(treble);
  }

  private static double sound(float sample) {
    return Math.abs(sample) <= LOUDEST ? sample : 0;
  }

  /** The figures; null where there was nothing to hear. */
  public Tone measure() {
    double mean = levels.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    if (mean <= 0) {
      return null;
    }
    return new Tone(tilt(), bandwidth(), Decibels.ofPower(percentile(trebles, QUIET) / mean),
      Decibels.ofPower(percentile(levels, LOUD) / mean) - Decibels.ofPower(percentile(levels, QUIET) / mean),
      Decibels.ofPower(side / Math.max(mid, Double.MIN_NORMAL)));
  }

  /** Slope of a straight line through the mean power density of the octaves, in dB an octave. */
  private double tilt() {
    int octaves = 0;
    double[] density = new double[MAX_OCTAVES];
    for (double middle = LOWEST_OCTAVE_HZ; octaves < MAX_OCTAVES && middle * Math.sqrt(2) < HIGHEST_SHARE * sampleRate; middle *= 2) {
      int from = (int) Math.ceil(middle / Math.sqrt(2) * SIZE / sampleRate);
      int to = (int) Math.ceil(middle * Math.sqrt(2) * SIZE / sampleRate);
      density[octaves++] = Decibels.ofPower(Arrays.stream(power, from, to).average().orElse(0));
    }
    double centre = (octaves - 1) / 2.0;
    double xy = 0;
    double xx = 0;
    for (int octave = 0; octave < octaves; octave++) {
      xy += (octave - centre) * density[octave];
      xx += (octave - centre) * (octave - centre);
    }
    return xy / xx;
  }

  /** The frequency below which nearly all of the amplitude lies, in Hz. */
  private double bandwidth() {
    double all = Arrays.stream(power, 1, top).map(Math::sqrt).sum();
    double sum = 0;
    int bin = 1;
    while (bin < top - 1 && sum + Math.sqrt(power[bin]) < ROLL_OFF * all) {
      sum += Math.sqrt(power[bin++]);
    }
    return (double) bin * sampleRate / SIZE;
  }

  private static double percentile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
