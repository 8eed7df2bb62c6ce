package worksound.engine.tone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import worksound.dsp.Decibels;
import worksound.dsp.PowerSpectrum;
import worksound.dsp.ShortLoudness;
import worksound.engine.score.ScoreTime;

/**
 * How a minute of music sounds, in figures.
 *
 * @param bands    level of each octave from 63 Hz to 8 kHz against the whole, in dB
 * @param centroid mean frequency, weighted by amplitude, in Hz
 * @param range    from soft to full: 10th to 95th percentile of loudness over 3 s, in dB
 * @param monoLoss what the sum of both channels has less than the two, in dB
 * @param jump     largest rise of momentary loudness (400 ms) within a second, in LU
 * @param onset    loudest 50 ms against the 3 s around them, in dB
 */
public record Tone(List<Double> bands, double centroid, double range, double monoLoss, double jump, double onset) {

  /** Middle of each octave band, in Hz. */
  public static final int[] OCTAVES = {63, 125, 250, 500, 1_000, 2_000, 4_000, 8_000};

  /** Not looked at for jumps and onsets: there the music begins. */
  private static final int START_SECONDS = 4;
  private static final double MOMENTARY_SECONDS = 0.4;
  private static final double SHORT_TERM_SECONDS = 3;
  private static final double ONSET_SECONDS = 0.05;

  /** Listens to two channels at 48 kHz. */
  public static Tone of(float[] left, float[] right) {
    PowerSpectrum spectrum = new PowerSpectrum(ScoreTime.RATE);
    spectrum.add(new float[][] {left, right}, left.length);
    ShortLoudness loudness = new ShortLoudness(left, right, ScoreTime.RATE);
    double[] shortTerm = loudness.windows(SHORT_TERM_SECONDS);
    return new Tone(bands(spectrum), spectrum.centroid(), range(shortTerm), monoLoss(left, right),
      jump(loudness.windows(MOMENTARY_SECONDS)), onset(loudness.windows(ONSET_SECONDS), shortTerm));
  }

  private static List<Double> bands(PowerSpectrum spectrum) {
    double whole = spectrum.power(0, ScoreTime.RATE / 2.0);
    List<Double> bands = new ArrayList<>();
    for (int octave : OCTAVES) {
      bands.add(Decibels.ofPower(spectrum.power(octave / Math.sqrt(2), octave * Math.sqrt(2)) / whole));
    }
    return bands;
  }

  private static double range(double[] shortTerm) {
    double[] sorted = shortTerm.clone();
    Arrays.sort(sorted);
    return sorted[(int) (0.95 * (sorted.length - 1))] - sorted[(int) (0.10 * (sorted.length - 1))];
  }

  private static double monoLoss(float[] left, float[] right) {
    double both = 0;
    double mono = 0;
    for (int n = 0; n < left.length; n++) {
      both += (left[n] * left[n] + right[n] * right[n]) / 2.0;
      mono += (left[n] + right[n]) * (left[n] + right[n]) / 4.0;
    }
    return Decibels.ofPower(both / mono);
  }

  private static double jump(double[] momentary) {
    double most = 0;
    for (int i = START_SECONDS * ShortLoudness.PER_SECOND; i < momentary.length; i++) {
      for (int before = i - ShortLoudness.PER_SECOND; before < i; before++) {
        most = Math.max(most, momentary[i] - momentary[before]);
      }
    }
    return most;
  }

  private static double onset(double[] brief, double[] around) {
    int early = (int) ((SHORT_TERM_SECONDS - ONSET_SECONDS) / 2 * ShortLoudness.PER_SECOND);
    double most = 0;
    for (int i = START_SECONDS * ShortLoudness.PER_SECOND; i < around.length; i++) {
      most = Math.max(most, brief[i + early] - around[i]);
    }
    return most;
  }
}
