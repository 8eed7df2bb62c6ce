package worksound.stream;

import java.util.Random;
import worksound.stream.encode.StreamEncoder;
import worksound.stream.mix.Mixer;

/**
 * Has an encoder encode noise for nobody, so that Java has compiled its code once by the time that there is music: without that the first
 * second of MP3 takes 0.22 s of processor time, with it half as much, and players want more than a second before they begin. Not thread
 * safe.
 */
final class WarmUp {

  /** With more, Java optimizes the encoder while it should optimize what generates the first segment, which then takes twice as long. */
  static final int BLOCKS = 12;
  /** Standard deviation of the noise: as loud as music. */
  private static final double LEVEL = 0.1;

  /** Null once it has encoded enough or is not needed any more. */
  private StreamEncoder unheard;
  private float[] noise = noise();
  private int blocks;

  /** @param unheard what nobody else uses */
  WarmUp(StreamEncoder unheard) {
    this.unheard = unheard;
  }

  private static float[] noise() {
    Random random = new Random(1);
    float[] noise = new float[2 * Mixer.BLOCK];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (LEVEL * random.nextGaussian());
    }
    return noise;
  }

  /** Encodes a tenth of a second of noise, until it has done so often enough. */
  void step() {
    if (unheard == null) {
      return;
    }
    unheard.encode(noise, Mixer.BLOCK);
    if (++blocks == BLOCKS) {
      end();
    }
  }

  /** Encodes no more, and keeps nothing. */
  void end() {
    unheard = null;
    noise = null;
  }
}
