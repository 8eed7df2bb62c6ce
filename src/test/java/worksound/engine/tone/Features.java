package worksound.engine.tone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import worksound.dsp.ShortLoudness;
import worksound.engine.render.Clip;
import worksound.engine.score.ScoreTime;

/** A clip as a few simple numbers: its octaves, its width, its swell, and how lively the bass, the whole and the highs are. */
final class Features {

  private static final double BASS_SPEED = 0.02;
  private static final double BRIEF_SECONDS = 0.05;
  private static final int START = 2 * ShortLoudness.PER_SECOND;
  private static final int STEP = 5;

  private Features() {
  }

  static double[] of(Clip clip) {
    Tone tone = Tone.of(clip.left(), clip.right());
    List<Double> features = new ArrayList<>(tone.bands());
    features.add(10 * Math.log(tone.centroid()));
    features.add(tone.range());
    features.add(10 * tone.monoLoss());
    for (Clip part : List.of(bass(clip), clip, clip.differentiated(2))) {
      double[] loudness = new ShortLoudness(part.left(), part.right(), ScoreTime.RATE).windows(BRIEF_SECONDS);
      features.add(10 * Math.log(rises(loudness, STEP)));
      features.add(10 * Math.log(rises(loudness, 6 * STEP)));
    }
    return features.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Clip bass(Clip clip) {
    Clip bass = Clip.silence(clip.frames());
    double left = 0;
    double right = 0;
    for (int n = 0; n < clip.frames(); n++) {
      left += BASS_SPEED * (clip.left()[n] - left);
      right += BASS_SPEED * (clip.right()[n] - right);
      bass.left()[n] = (float) left;
      bass.right()[n] = (float) right;
    }
    return bass;
  }

  /** By how much loudness rises over {@code step} hundredths of a second, in dB, root mean square. */
  private static double rises(double[] loudness, int step) {
    double sum = 0;
    for (int i = START + step; i < loudness.length; i++) {
      double rise = Math.max(0, loudness[i] - loudness[i - step]);
      sum += rise * rise;
    }
    return Math.sqrt(sum / (loudness.length - START - step));
  }

  /**
   * Which of {@code known} an unknown clip belongs to: that whose mean is nearest, each feature measured by how far it strays
   * within a class.
   */
  static String nearest(double[] unknown, Map<String, List<double[]>> known) {
    double[] spread = spread(known.values());
    String best = "";
    double least = Double.MAX_VALUE;
    for (Map.Entry<String, List<double[]>> kind : known.entrySet()) {
      double[] mean = mean(kind.getValue());
      double distance = 0;
      for (int i = 0; i < mean.length; i++) {
        distance += (unknown[i] - mean[i]) * (unknown[i] - mean[i]) / spread[i];
      }
      if (distance < least) {
        least = distance;
        best = kind.getKey();
      }
    }
    return best;
  }

  /** Variance of each feature within the classes. */
  private static double[] spread(Collection<List<double[]>> classes) {
    double[] spread = new double[classes.iterator().next().get(0).length];
    for (List<double[]> members : classes) {
      double[] mean = mean(members);
      for (double[] member : members) {
        for (int i = 0; i < spread.length; i++) {
          spread[i] += (member[i] - mean[i]) * (member[i] - mean[i]) + 1e-3;
        }
      }
    }
    return spread;
  }

  private static double[] mean(List<double[]> members) {
    double[] mean = new double[members.get(0).length];
    for (double[] member : members) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += member[i] / members.size();
      }
    }
    return mean;
  }
}
