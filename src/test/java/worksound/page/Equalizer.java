package worksound.page;

/**
 * What lies between a tape and its recording and is the same at every moment: the level, and, where somebody has resampled, a part of a
 * frame and the treble. Found by least squares as a short filter.
 */
final class Equalizer {

  /** Of the music's energy: where there is none, beyond 20 kHz, the filter stays small. */
  private static final double NEARLY_NOTHING = 1e-11;

  private static final double NO_POWER = 1e-30;

  private final double[] taps;
  private final int half;

  private Equalizer(double[] taps) {
    this.taps = taps;
    half = taps.length / 2;
  }

  /**
   * Finds it where nothing else happens.
   *
   * @param half  taps to either side, 0: the level alone
   * @param shift the tape's frame at frame 0 of the recording
   */
  static Equalizer of(Recording heard, DeviceTape tape, int from, int to, int shift, int half) {
    int size = 2 * half + 1;
    double[][] equations = new double[size][size + 1];
    for (int frame = from; frame < to; frame++) {
      for (int channel = 0; channel < 2; channel++) {
        for (int row = 0; row < size; row++) {
          double x = tape.at(frame + shift + row - half, channel);
          for (int column = row; column < size; column++) {
            equations[row][column] += x * tape.at(frame + shift + column - half, channel);
          }
          equations[row][size] += x * heard.samples()[2 * frame + channel];
        }
      }
    }
    for (int row = 0; row < size; row++) {
      equations[row][row] *= 1 + NEARLY_NOTHING;
      for (int column = 0; column < row; column++) {
        equations[row][column] = equations[column][row];
      }
    }
    return new Equalizer(solved(equations));
  }

  /** Gauss's elimination; the matrix is positive definite. */
  private static double[] solved(double[][] equations) {
    int size = equations.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double part = equations[row][pivot] / equations[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          equations[row][column] -= part * equations[pivot][column];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double sum = equations[row][size];
      for (int column = row + 1; column < size; column++) {
        sum -= equations[row][column] * solution[column];
      }
      solution[row] = sum / equations[row][row];
    }
    return solution;
  }

  /** What is left of the recording, in dB below full scale, when the tape through this filter is taken away. */
  double residualDbfs(Recording heard, DeviceTape tape, int from, int to, int shift) {
    double sum = 0;
    for (int frame = from; frame < to; frame++) {
      for (int channel = 0; channel < 2; channel++) {
        double difference = heard.samples()[2 * frame + channel] - filtered(tape, frame + shift, channel);
        sum += difference * difference;
      }
    }
    return 10 * Math.log10(Math.max(sum / (2.0 * (to - from)), NO_POWER));
  }

  /** The same at whatever level, in dB against the recording itself. */
  double errorDb(Recording heard, DeviceTape tape, int from, int to, int shift) {
    double xx = NO_POWER;
    double xy = 0;
    double yy = NO_POWER;
    for (int frame = from; frame < to; frame++) {
      for (int channel = 0; channel < 2; channel++) {
        double x = heard.samples()[2 * frame + channel];
        double y = filtered(tape, frame + shift, channel);
        xx += x * x;
        xy += x * y;
        yy += y * y;
      }
    }
    return 10 * Math.log10(Math.max(xx - xy * xy / yy, NO_POWER) / xx);
  }

  private double filtered(DeviceTape tape, int frame, int channel) {
    double sum = 0;
    for (int k = 0; k < taps.length; k++) {
      sum += taps[k] * tape.at(frame + k - half, channel);
    }
    return sum;
  }
}
