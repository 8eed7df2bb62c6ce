package worksound.audio.analysis.boundary;

import java.util.Map;
import worksound.dsp.Correlation;
import worksound.dsp.Decibels;

/** What changes over hundreds of milliseconds and seconds: level, timbre and its modulation, harmony, rhythm. */
final class LongChange {

  private static final int LEVEL_FRAMES = 3;
  private static final double STEADY_DB = 1.5;
  private static final double TIMBRE_SECONDS = 1.5;
  private static final double LOUDNESS_SECONDS = 3;
  private static final double RHYTHM_SECONDS = 3.5;
  private static final double FLOOR = 1e-4;

  private final Summary summary;
  private final int timbreFrames;
  private final int loudnessFrames;
  private final int rhythmFrames;
  private final float[][] logs;

  LongChange(Summary summary, double frameSeconds) {
    this.summary = summary;
    timbreFrames = (int) Math.round(TIMBRE_SECONDS / frameSeconds);
    loudnessFrames = (int) Math.round(LOUDNESS_SECONDS / frameSeconds);
    rhythmFrames = (int) Math.round(RHYTHM_SECONDS / frameSeconds);
    double mean = 0;
    for (double power : summary.meanPower) {
      mean += power / summary.frames();
    }
    logs = new float[summary.frames()][MelBands.COUNT];
    for (int frame = 0; frame < logs.length; frame++) {
      for (int band = 0; band < MelBands.COUNT; band++) {
        logs[frame][band] = (float) Decibels.ofPower(summary.bands[frame][band] + FLOOR * mean);
      }
    }
  }

  /**
   * Compares what lies before the beginning of frame {@code at} with what comes from there on, as far as frames from 0 to {@code end}
   * reach. A comparison that they do not reach for is not a number.
   */
  void measure(int at, int end, Map<Cue, double[]> into, int index) {
    into.get(Cue.LEVEL)[index] = fits(at, LEVEL_FRAMES + 1, end) ? Math.abs(level(at)) : Double.NaN;
    boolean timbre = fits(at, timbreFrames, end);
    into.get(Cue.TIMBRE)[index] = timbre ? timbre(at, false) : Double.NaN;
    into.get(Cue.MODULATION)[index] = timbre ? timbre(at, true) : Double.NaN;
    into.get(Cue.HARMONY)[index] = timbre ? harmony(at) : Double.NaN;
    into.get(Cue.LOUDNESS)[index] = fits(at, loudnessFrames, end) ? Math.abs(loudness(at)) : Double.NaN;
    boolean rhythm = fits(at, rhythmFrames, end) && at >= rhythmFrames * 3 / 2;
    into.get(Cue.RHYTHM)[index] = rhythm ? rhythm(at) : Double.NaN;
  }

  private static boolean fits(int at, int frames, int end) {
    return at >= frames && at + frames <= end;
  }

  /** Level change in dB of the bands that were steady before and are steady after. */
  private double level(int at) {
    double floor = (summary.meanPower[at - 1] + summary.meanPower[at]) / 2 * FLOOR;
    double sum = 0;
    double weights = 1e-6;
    for (int band = 0; band < MelBands.COUNT; band++) {
      double before = mean(at - LEVEL_FRAMES, band, floor);
      double after = mean(at, band, floor);
      double unsteady = square(before - mean(at - LEVEL_FRAMES - 1, band, floor)) + square(after - mean(at + 1, band, floor));
      double weight = Math.exp(-unsteady / (STEADY_DB * STEADY_DB)) + 1e-6;
      sum += weight * (after - before);
      weights += weight;
    }
    return sum / weights;
  }

  private double mean(int from, int band, double floor) {
    double sum = floor;
    for (int frame = from; frame < from + LEVEL_FRAMES; frame++) {
      sum += summary.bands[frame][band] / LEVEL_FRAMES;
    }
    return Decibels.ofPower(sum);
  }

  private static double square(double value) {
    return value * value;
  }

  /** Change in dB of the bands' mean, or of their standard deviation. */
  private double timbre(int at, boolean modulation) {
    double sum = 0;
    for (int band = 0; band < MelBands.COUNT; band++) {
      sum += Math.abs(moment(at, band, modulation) - moment(at - timbreFrames, band, modulation)) / MelBands.COUNT;
    }
    return sum;
  }

  private double moment(int from, int band, boolean deviation) {
    double sum = 0;
    double squares = 0;
    for (int frame = from; frame < from + timbreFrames; frame++) {
      sum += logs[frame][band] / timbreFrames;
      squares += square(logs[frame][band]) / timbreFrames;
    }
    return deviation ? Math.sqrt(Math.max(0, squares - sum * sum)) : sum;
  }

  private double harmony(int at) {
    float[] before = chroma(at - timbreFrames);
    float[] after = chroma(at);
    Correlation correlation = new Correlation();
    correlation.add(before, 0, after, 0, before.length);
    return 1 - correlation.correlation();
  }

  private float[] chroma(int from) {
    float[] sum = new float[12];
    for (int frame = from; frame < from + timbreFrames; frame++) {
      double norm = 1e-9;
      for (float tone : summary.chroma[frame]) {
        norm += square(tone);
      }
      for (int tone = 0; tone < sum.length; tone++) {
        sum[tone] += (float) (summary.chroma[frame][tone] / Math.sqrt(norm));
      }
    }
    return sum;
  }

  private double loudness(int at) {
    double before = 1e-12;
    double after = 1e-12;
    for (int frame = 0; frame < loudnessFrames; frame++) {
      before += summary.meanPower[at - 1 - frame];
      after += summary.meanPower[at + frame];
    }
    return Decibels.ofPower(after / before);
  }

  /**
   * The onsets after, correlated with those before at every lag at which they lie within: where tempo and phase of the beat go on, some
   * lag of whole beats or bars fits.
   *
   * @see <a href="https://doi.org/10.1121/1.421129">Scheirer: Tempo and beat analysis of acoustic musical signals</a>
   */
  private double rhythm(int at) {
    int count = Summary.ONSETS * rhythmFrames;
    float[] after = centred(Summary.ONSETS * at + 1, count - 1);
    double best = 0;
    int first = Math.max(0, Summary.ONSETS * (at - 2 * rhythmFrames));
    for (int from = first; from + count <= Summary.ONSETS * at; from++) {
      Correlation correlation = new Correlation();
      correlation.add(after, 0, centred(from, count - 1), 0, count - 1);
      best = Math.max(best, correlation.correlation());
    }
    return -best;
  }

  private float[] centred(int from, int count) {
    double mean = 0;
    for (int i = from; i < from + count; i++) {
      mean += summary.onsets()[i] / count;
    }
    float[] centred = new float[count];
    for (int i = 0; i < count; i++) {
      centred[i] = (float) (summary.onsets()[from + i] - mean);
    }
    return centred;
  }
}
