package worksound.audio.analysis;

import worksound.dsp.Correlation;
import worksound.dsp.CrossCorrelation;
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
   * @param sent       x, the context in the seed, one array a channel
   * @param came       y, the first seconds that came back, of the same rate; y[n] ≈ x[n − lag]
   * @param sampleRate in Hz
   * @return the seam; all zero when one of the two is silent, too short to compare or not made of numbers
   */
  static Seam measure(float[][] sent, float[][] came, int sampleRate) {
    if (sent.length != came.length) {
      return measure(mono(sent), mono(came), sampleRate);
    }
    int maxLag = (int) Math.round(MAX_LAG_SECONDS * sampleRate);
    int common = Math.min(sent[0].length, came[0].length) - (int) Math.round(BLEND_SECONDS * sampleRate);
    int from = maxLag;
    int to = common - maxLag;
    if (to <= from || !hasEnergy(sent, from, to) || !hasEnergy(came, 0, common)) {
      return NO_MATCH;
    }
    if (fitsWithoutLag(sent, came, from, to)) {
      return compare(sent, came, from, to, 0);
    }
    double[] correlation = normalized(new CrossCorrelation(maxLag).of(sent, came, from, to), sent, came, from, to);
    int best = nearestPeak(correlation, maxLag);
    return compare(sent, came, from, to, correlation[best] < MIN_ALIGNED ? 0 : best - maxLag);
  }

  /** The gain in dB that makes both equally loud, which the fade law takes for granted. */
  static double matchDb(Seam seam) {
    return seam.correlation() < MIN_ALIGNED ? seam.gainDb() : seam.gainDb() - Decibels.ofAmplitude(seam.correlation());
  }

  private static float[][] mono(float[][] signal) {
    float[] mixed = signal[0].clone();
    for (int channel = 1; channel < signal.length; channel++) {
      for (int n = 0; n < mixed.length; n++) {
        mixed[n] = (mixed[n] * channel + signal[channel][n]) / (channel + 1);
      }
    }
    return new float[][] {mixed};
  }

  /** Whether no lag can fit better than none, so that none is looked for: no correlation is above 1. */
  private static boolean fitsWithoutLag(float[][] sent, float[][] came, int from, int to) {
    double here = overlap(sent, came, from, to, 0).correlation();
    return here > 1 - EQUAL / 2 && here >= overlap(sent, came, from, to, -1).correlation()
      && here >= overlap(sent, came, from, to, 1).correlation();
  }

  /** c[L] / √(energy of x · energy of y at that lag). */
  private static double[] normalized(double[] products, float[][] sent, float[][] came, int from, int to) {
    int maxLag = products.length / 2;
    double sentEnergy = energy(sent, from, to);
    double cameEnergy = energy(came, from - maxLag, to - maxLag);
    double[] correlation = new double[products.length];
    for (int i = 0; i < products.length; i++) {
      correlation[i] = cameEnergy > 0 ? products[i] / Math.sqrt(sentEnergy * cameEnergy) : 0;
      int lag = i - maxLag;
      if (lag < maxLag) {
        cameEnergy += energy(came, to + lag, to + lag + 1) - energy(came, from + lag, from + lag + 1);
      }
    }
    return correlation;
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

  private static Seam compare(float[][] sent, float[][] came, int from, int to, int lag) {
    Correlation overlap = overlap(sent, came, from, to, lag);
    double correlation = Math.max(0, overlap.correlation());
    double gain = correlation < MIN_ALIGNED ? Math.sqrt(overlap.xx() / overlap.yy()) : overlap.gain();
    double residual = correlation < MIN_ALIGNED ? 1 : residual(sent, came, from, to, lag, gain) / overlap.xx();
    return new Seam(lag, Math.min(1, correlation), Decibels.ofAmplitude(gain), Decibels.ofPower(residual));
  }

  private static Correlation overlap(float[][] sent, float[][] came, int from, int to, int lag) {
    Correlation overlap = new Correlation();
    for (int channel = 0; channel < sent.length; channel++) {
      overlap.add(sent[channel], from, came[channel], from + lag, to - from);
    }
    return overlap;
  }

  private static double residual(float[][] sent, float[][] came, int from, int to, int lag, double gain) {
    double sum = 0;
    for (int channel = 0; channel < sent.length; channel++) {
      for (int n = from; n < to; n++) {
        double difference = sent[channel][n] - gain * came[channel][n + lag];
        sum += difference * difference;
      }
    }
    return sum;
  }

  private static boolean hasEnergy(float[][] signal, int from, int to) {
    double power = power(signal, from, to);
    return Double.isFinite(power) && power >= NO_ENERGY;
  }

  /** Mean square over channels and frames; 0 of no frames. */
  static double power(float[][] signal, int from, int to) {
    return energy(signal, from, to) / Math.max(1, (double) (to - from) * signal.length);
  }

  private static double energy(float[][] signal, int from, int to) {
    double sum = 0;
    for (float[] channel : signal) {
      for (int n = from; n < to; n++) {
        sum += (double) channel[n] * channel[n];
      }
    }
    return sum;
  }
}
