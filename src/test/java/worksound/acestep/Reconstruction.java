package worksound.acestep;

import java.util.SplittableRandom;

/**
 * A repaint whose head is not pasted back but rebuilt by the model's autoencoder, as the old server and {@code repaint_mode=aggressive}
 * give it: a little late, coloured, and not quite the same. What is new goes on from it, as late.
 */
final class Reconstruction {

  /** Part of each sample that the one before it lends: −3 dB at half the sample rate. */
  private static final float COLOUR = 0.15f;
  /** What the autoencoder adds: −50 dB. */
  private static final float NOISE = 0.003f;

  private Reconstruction() {
  }

  /**
   * Rebuilds a clip.
   *
   * @param clip     with its head pasted, a stretch of the tape times {@code level}
   * @param position of its first frame on the tape
   * @param head     frames of the head
   * @param delay    frames by which all of it comes back late
   */
  static Clip of(Clip clip, long position, float level, int head, int delay) {
    SplittableRandom random = new SplittableRandom(position);
    float[][] out = new float[2][clip.frames()];
    for (int c = 0; c < 2; c++) {
      float before = level * Tape.at(position - delay - 1, c);
      for (int n = 0; n < out[c].length; n++) {
        float sample = n < delay ? level * Tape.at(position - delay + n, c) : clip.channels()[c][n - delay];
        out[c][n] = n < head ? (1 - COLOUR) * sample + COLOUR * before + NOISE * (float) (2 * random.nextDouble() - 1) : sample;
        before = sample;
      }
    }
    return new Clip(clip.rate(), out);
  }

  /** The gain that brings {@code tape} closest to {@code head}. */
  static float level(Clip head, Clip tape) {
    double xy = 0;
    double yy = 0;
    for (int c = 0; c < 2; c++) {
      for (int n = 0; n < head.frames(); n++) {
        xy += (double) head.channels()[c][n] * tape.channels()[c][n];
        yy += (double) tape.channels()[c][n] * tape.channels()[c][n];
      }
    }
    return (float) (xy / yy);
  }
}
