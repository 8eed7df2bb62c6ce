package worksound.audio.analysis;

import java.io.IOException;
import worksound.dsp.Correlation;
import worksound.dsp.Decibels;
import worksound.messages.Measurements.Seam;

/** Measures how the context that came back differs from the context that was sent: later, louder, or other music. */
final class SeamMeter {

  /** The music may have come back this much earlier or later. */
  private static final double MAX_LAG_SECONDS = 0.05;
  /** The server blends its new music in before the overlap ends; what lies there is no longer the context. */
  private static final double BLEND_SECONDS = 0.06;
  /** Below this correlation the two are different music, and no lag or gain makes one of the other. */
  private static final double MIN_ALIGNED = 0.3;
  /** Peaks of the correlation this close to the highest are equals: in a steady tone every period is one. */
  private static final double EQUAL = 1e-6;
  /** Mean square below which there is nothing to compare: −70 dBFS. */
  private static final double NO_ENERGY = 1e-7;

  private static final Seam NO_MATCH = new Seam(0, 0, 0, 0);

  private SeamMeter() {
  }

  /**
   * Compares.
   *
   * @param sent       x, the context in the seed
   * @param came       y, the first seconds that came back, of the same rate; y[n] ≈ x[n − lag]
   * @param sampleRate in Hz
   * @return the seam; all zero when one of the two is silent, too short to compare or not made of numbers
   */
  static Seam measure(Stretch sent, Stretch came, int sampleRate) throws IOException {
    if (sent.channels() != came.channels()) {
      return measure(Stretch.mono(sent), Stretch.mono(came), sampleRate);
    }
    int maxLag = (int) Math.round(MAX_LAG_SECONDS * sampleRate);
    int frames = Math.min(sent.frames(), came.frames()) - (int) Math.round(BLEND_SECONDS * sampleRate);
    return frames > 2 * maxLag ? measure(new Overlap(sent, came, frames, maxLag), maxLag) : NO_MATCH;
  }

  private static Seam measure(Overlap overlap, int maxLag) throws IOException {
    Correlation[] around = overlap.at(-1, 0, 1);
    Correlation here = around[1];
    if (!isEnergy(overlap.sentPower(here)) || !isEnergy(overlap.camePower(here))) {
      return NO_MATCH;
    }
    if (fitsWithoutLag(around)) {
      return seam(overlap, 0, here);
    }
    double[] correlation = overlap.atEveryLag();
    int best = nearestPeak(correlation, maxLag);
    int lag = correlation[best] < MIN_ALIGNED ? 0 : best - maxLag;
    return seam(overlap, lag, Math.abs(lag) <= 1 ? around[lag + 1] : overlap.at(lag)[0]);
  }

  /** The gain in dB that makes both equally loud, which the fade law takes for granted. */
  static double matchDb(Seam seam) {
    return seam.correlation() < MIN_ALIGNED ? seam.gainDb() : seam.gainDb() - Decibels.ofAmplitude(seam.correlation());
  }

  /** Whether no lag can fit better than none, so that none is looked for: no correlation is above 1. */
  private static boolean fitsWithoutLag(Correlation[] around) {
    double here = around[1].correlation();
    return here > 1 - EQUAL / 2 && here >= around[0].correlation() && here >= around[2].correlation();
  }

  /** The highest peak; of several that are as high, the one nearest to no lag. */
  private static int nearestPeak(double[] correlation, int zero) {
    double highest = 0;
    for (double value : correlation) {
      highest = Math.max(highest, value);
    }
    int nearest = zero;
    int distance = Integer.MAX_VALUE;
    for (int i = 0; i < correlation.length; i++) {
      boolean isPeak = (i == 0 || correlation[i] >= correlation[i - 1])
        && (i == correlation.length - 1 || correlation[i] >= correlation[i + 1]);
      if (isPeak && correlation[i] >= highest - EQUAL && Math.abs(i - zero) < distance) {
        nearest = i;
        distance = Math.abs(i - zero);
      }
    }
    return nearest;
  }

  private static Seam seam(Overlap overlap, int lag, Correlation at) throws IOException {
    double correlation = Math.max(0, at.correlation());
    double gain = correlation < MIN_ALIGNED ? Math.sqrt(at.xx() / at.yy()) : at.gain();
    double residual = correlation < MIN_ALIGNED ? 1 : overlap.residual(lag, gain) / at.xx();
    return new Seam(lag, Math.min(1, correlation), Decibels.ofAmplitude(gain), Decibels.ofPower(residual));
  }

  private static boolean isEnergy(double power) {
    return Double.isFinite(power) && power >= NO_ENERGY;
  }
}
