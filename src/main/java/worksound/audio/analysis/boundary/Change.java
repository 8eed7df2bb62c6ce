package worksound.audio.analysis.boundary;

import java.util.Map;
import worksound.dsp.Decibels;

/**
 * What changes from one frame to the next: partials, their frequency and phase, level, treble, stereo width.
 *
 * @see <a href="https://doi.org/10.1109/TSA.2005.851998">Bello and others: A tutorial on onset detection in music signals, for
 *   the spectral difference and the deviation of phase</a>
 * @see <a href="https://doi.org/10.1109/TASSP.1986.1164910">McAulay, Quatieri: Speech analysis/synthesis based on a sinusoidal
 *   representation, for partials that are born, go on and die</a>
 */
final class Change {

  /** What lies this far below the mean power of both frames is not heard beside it: −40 dB. */
  private static final double FLOOR = 1e-4;
  /** A partial is gone, or new, at this. */
  private static final double GONE_DB = 30;
  /** Bins that change by this on one side are not steady there. */
  private static final double STEADY_DB = 3;
  private static final double LARGEST_STEP_DB = 12;
  /** Partials that move by this many bins are taken for others where phases are compared. */
  private static final double SAME_BINS = 0.25;
  /** Side this far below mid is not heard: −30 dB. */
  private static final double MONO = 1e-3;
  private static final int HIGHEST_BANDS = 5;
  private static final double DB_PER_NEPER = 10 / Math.log(10);

  private final MelBands mel;
  private final int stride;
  private final float[] before;
  private final float[] after;
  private final float[] earlier;
  private final float[] later;
  private final float[][] bands = new float[4][MelBands.COUNT];
  private double floor;

  /** @param stride samples from the beginning of one frame to that of the next */
  Change(Spectra spectra, MelBands mel, int stride) {
    this.mel = mel;
    this.stride = stride;
    before = new float[spectra.bins()];
    after = new float[spectra.bins()];
    earlier = new float[spectra.bins()];
    later = new float[spectra.bins()];
  }

  /** Compares the frame {@code a} with the next, {@code b}. */
  void measure(Frame a, Frame b, Map<Cue, double[]> into, int at) {
    floor = (a.meanPower() + b.meanPower()) / 2 * FLOOR;
    decibels(a.power, before);
    decibels(b.power, after);
    decibels(a.earlier, earlier);
    decibels(b.later, later);
    into.get(Cue.PARTIALS)[at] = gone(a, before, after) + gone(b, after, before);
    into.get(Cue.STEP)[at] = Math.abs(step(a, b));
    comparePartials(a, b, into, at);
    compareBands(a, b, into, at);
  }

  private void decibels(float[] power, float[] into) {
    for (int bin = 0; bin < power.length; bin++) {
      into[bin] = (float) (DB_PER_NEPER * Math.log(power[bin] + floor));
    }
  }

  /** How far the peaks of one frame rise above what is near them in the other, in dB, the stronger ones counting more. */
  private static double gone(Frame frame, float[] own, float[] other) {
    double sum = 0;
    double weights = 1e-9;
    for (int bin = 1; bin < own.length - 1; bin++) {
      if (frame.isPeak(bin)) {
        double weight = Math.sqrt(Math.sqrt(frame.power[bin]));
        double near = Math.max(other[bin], Math.max(other[bin - 1], other[bin + 1]));
        sum += weight * Math.max(0, Math.min(GONE_DB, own[bin] - near));
        weights += weight;
      }
    }
    return sum / weights;
  }

  /** Level change in dB of the bins that were steady before and are steady after. */
  private double step(Frame a, Frame b) {
    double sum = 0;
    double weights = 1e-9;
    for (int bin = 0; bin < before.length; bin++) {
      double unsteady = square(before[bin] - earlier[bin]) + square(after[bin] - later[bin]);
      if (unsteady < 6 * STEADY_DB * STEADY_DB) {
        double weight = Math.sqrt(Math.sqrt(Math.min(a.power[bin], b.power[bin]))) * Math.exp(-unsteady / (STEADY_DB * STEADY_DB));
        sum += weight * Math.max(-LARGEST_STEP_DB, Math.min(LARGEST_STEP_DB, after[bin] - before[bin]));
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double square(double value) {
    return value * value;
  }

  /** Frequency and phase of the peaks of {@code a}, and where they are in {@code b}. */
  private void comparePartials(Frame a, Frame b, Map<Cue, double[]> into, int at) {
    double moved = 0;
    double coherent = 0;
    double weights = 1e-9;
    double same = 1e-9;
    for (int bin = 1; bin < before.length - 1; bin++) {
      if (a.isPeak(bin)) {
        double weight = Math.sqrt(Math.sqrt((double) a.power[bin] * b.power[bin]));
        double from = a.frequency(bin);
        double to = b.frequency(bin);
        double bins = Math.abs(from - to) * a.size / (2 * Math.PI);
        moved += weight * Math.min(1, bins);
        weights += weight;
        double alike = weight * Math.exp(-bins / SAME_BINS);
        coherent += alike * Math.cos(b.phase(bin) - a.phase(bin) - (from + to) / 2 * stride);
        same += alike;
      }
    }
    into.get(Cue.PITCH)[at] = moved / weights;
    into.get(Cue.PHASE)[at] = -coherent / same;
  }

  private void compareBands(Frame a, Frame b, Map<Cue, double[]> into, int at) {
    mel.sum(a.power, bands[0]);
    mel.sum(b.power, bands[1]);
    mel.sum(a.sidePower, bands[2]);
    mel.sum(b.sidePower, bands[3]);
    double[] changes = new double[MelBands.COUNT];
    double stereo = 0;
    for (int band = 0; band < MelBands.COUNT; band++) {
      changes[band] = Decibels.ofPower((bands[1][band] + floor) / (bands[0][band] + floor));
      stereo += Math.abs(width(bands[3][band], bands[1][band]) - width(bands[2][band], bands[0][band])) / MelBands.COUNT;
    }
    into.get(Cue.STEREO)[at] = stereo;
    into.get(Cue.TREBLE)[at] = treble(changes);
  }

  /** Side against mid, in dB. */
  private double width(double sidePower, double midPower) {
    return Decibels.ofPower((sidePower + MONO * midPower + floor / 10) / (midPower + floor));
  }

  /** What the highest bands lose against the others. What they gain is a cymbal. */
  private static double treble(double[] changes) {
    double all = Robust.median(changes.clone(), changes.length);
    double sum = 0;
    for (int band = MelBands.COUNT - HIGHEST_BANDS; band < MelBands.COUNT; band++) {
      sum += Math.max(0, all - changes[band]) / HIGHEST_BANDS;
    }
    return sum;
  }
}
