package worksound.audio.analysis;

import java.io.IOException;
import worksound.dsp.Correlation;
import worksound.dsp.CrossCorrelation;

/**
 * The context that was sent, x, beside what came back, y, of the same rate and channels: y[n] ≈ x[n − lag]. Compared are the frames of x
 * that y has at every lag; each answer reads both once, block by block.
 */
final class Overlap {

  private final Stretch sent;
  private final Stretch came;
  private final int maxLag;
  /** The compared frames of x. */
  private final int from;
  private final int to;
  private final float[][] x;
  /** Begins {@code maxLag} frames before x and ends as much after it. */
  private final float[][] y;
  /** What y has around the first and around the last compared frame, {@code maxLag} frames to either side. */
  private final float[][] head;
  private final float[][] tail;

  /** @param frames of either that are looked at, more than {@code 2 · maxLag} */
  Overlap(Stretch sent, Stretch came, int frames, int maxLag) throws IOException {
    this.sent = sent;
    this.came = came;
    this.maxLag = maxLag;
    from = maxLag;
    to = frames - maxLag;
    int blockFrames = CrossCorrelation.blockFrames(maxLag);
    x = new float[sent.channels()][blockFrames];
    y = new float[came.channels()][blockFrames + 2 * maxLag];
    head = new float[came.channels()][2 * maxLag];
    tail = new float[came.channels()][2 * maxLag];
    came.read(0, head, 2 * maxLag);
    came.read(to - maxLag, tail, 2 * maxLag);
  }

  /** Takes a block of x and what lies around it in y: {@code y[maxLag + lag]} is what {@code x[0]} is compared with. */
  private interface Visitor {
    void visit(float[][] x, float[][] y, int frames);
  }

  private void read(Visitor visitor) throws IOException {
    for (int at = from; at < to; at += x[0].length) {
      int frames = Math.min(x[0].length, to - at);
      sent.read(at, x, frames);
      came.read(at - maxLag, y, frames + 2 * maxLag);
      visitor.visit(x, y, frames);
    }
  }

  /** Both at each of some lags. */
  Correlation[] at(int... lags) throws IOException {
    Correlation[] correlations = new Correlation[lags.length];
    for (int i = 0; i < lags.length; i++) {
      correlations[i] = new Correlation();
    }
    read((x, y, frames) -> {
      for (int i = 0; i < lags.length; i++) {
        for (int channel = 0; channel < x.length; channel++) {
          correlations[i].add(x[channel], 0, y[channel], maxLag + lags[i], frames);
        }
      }
    });
    return correlations;
  }

  /** The correlation at every lag, at index lag + maxLag: c[lag] / √(energy of x · energy of y at that lag), −1 to 1. */
  double[] atEveryLag() throws IOException {
    CrossCorrelation products = new CrossCorrelation(maxLag);
    double[] energies = new double[2];
    read((x, y, frames) -> {
      products.add(x, y, frames);
      energies[0] += Stretch.energy(x, 0, frames);
      energies[1] += Stretch.energy(y, 0, frames);
    });
    double[] correlation = products.lags();
    double cameEnergy = energies[1];
    for (int i = 0; i < correlation.length; i++) {
      correlation[i] = cameEnergy > 0 ? correlation[i] / Math.sqrt(energies[0] * cameEnergy) : 0;
      if (i < 2 * maxLag) {
        cameEnergy += Stretch.energy(tail, i, i + 1) - Stretch.energy(head, i, i + 1);
      }
    }
    return correlation;
  }

  /** Σ(x − gain · y)² at a lag. */
  double residual(int lag, double gain) throws IOException {
    double[] sum = new double[1];
    read((x, y, frames) -> {
      for (int channel = 0; channel < x.length; channel++) {
        sum[0] += residual(x[channel], y[channel], frames, maxLag + lag, gain);
      }
    });
    return sum[0];
  }

  private static double residual(float[] x, float[] y, int frames, int shift, double gain) {
    double sum = 0;
    for (int n = 0; n < frames; n++) {
      double difference = x[n] - gain * y[n + shift];
      sum += difference * difference;
    }
    return sum;
  }

  /** Mean square of x, as it is compared. @param compared both at any lag */
  double sentPower(Correlation compared) {
    return compared.xx() / ((double) (to - from) * x.length);
  }

  /** Mean square of all of y. @param unshifted both at lag 0 */
  double camePower(Correlation unshifted) {
    double edges = Stretch.energy(head, 0, maxLag) + Stretch.energy(tail, maxLag, 2 * maxLag);
    return (unshifted.yy() + edges) / ((double) (to + maxLag) * y.length);
  }
}
