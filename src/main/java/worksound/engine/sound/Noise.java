package worksound.engine.sound;

import worksound.engine.style.SeededRandom;

/** White noise that belongs to score time: the same block is always the same noise. */
final class Noise {

  private static final float SCALE = 0x1p-31f;

  private final long stream;

  Noise(long stream) {
    this.stream = stream;
  }

  /** Fills {@code samples} with the noise of the block at {@code time}, uniform from −1 to 1 (xorshift: Marsaglia 2003). */
  void fill(long time, float[] samples) {
    int x = (int) SeededRandom.key(stream, time) | 1;
    for (int n = 0; n < Sound.BLOCK; n++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      samples[n] = x * SCALE;
    }
  }
}
