package worksound.engine.sound;

import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;

/** Steady noises: rain, sea, wind, running water, the surface of a record, plain noise. Each channel has its own noise, so they stand wide. */
public final class NoiseTexture implements Part {

  private final Instrument kind;
  private final Noise[] noise;
  private final LowPass[] filter = {new LowPass(0.7), new LowPass(0.7)};
  private final LowPass[] second = {new LowPass(0.7), new LowPass(0.7)};
  private final LowPass[] cut = {new LowPass(0.7), new LowPass(0.7)};
  private final float[] work = new float[Sound.BLOCK];
  private final float[] rest = new float[Sound.BLOCK];
  private float gain;

  public NoiseTexture(Instrument kind, long seed) {
    this.kind = kind;
    noise = new Noise[] {new Noise(SeededRandom.key(seed, kind.ordinal(), 0)), new Noise(SeededRandom.key(seed, kind.ordinal(), 1))};
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    float before = gain == 0 ? swell(time) : gain;
    gain = swell(time + Sound.BLOCK);
    channel(0, time, before, left);
    channel(1, time, before, right);
    return true;
  }

  private void channel(int side, long time, float before, float[] out) {
    noise[side].fill(time, work);
    switch (kind) {
      case RAIN -> tone(side, 1_200, 17_000 + 500 * Sound.wave(time, 0.043, 0.3 * side), 0.55f);
      case OCEAN -> tone(side, 60, 260 + 1_500 * surf(time, side) * surf(time, side), 2.6f);
      case STREAM -> tone(side, 420, 1_700 + 300 * Sound.wave(time, 0.17, 0.4 * side), 1.8f);
      case CRACKLE -> tone(side, 1_500, 9_000, 0.09f);
      case WIND -> tone(side, 140, 330 + 170 * gust(time, side), 4.2f);
      case BROWN_NOISE -> tone(side, 30, 190, 5f);
      default -> tone(side, 180, 3_400, 1.2f);
    }
    float slope = (gain - before) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      out[n] += work[n] * (before + slope * n);
    }
  }

  /** Noise between {@code low} and {@code high}; the upper edge falls gently, as distance makes it. */
  private void tone(int side, double low, double high, float level) {
    filter[side].tune(high);
    filter[side].low(work);
    if (kind == Instrument.WIND || kind == Instrument.OCEAN) {
      second[side].tune(1.6 * high);
      second[side].low(work);
    }
    System.arraycopy(work, 0, rest, 0, Sound.BLOCK);
    cut[side].tune(low);
    cut[side].low(rest);
    for (int n = 0; n < Sound.BLOCK; n++) {
      work[n] = level * (work[n] - rest[n]);
    }
  }

  private float swell(long time) {
    return (float) switch (kind) {
      case OCEAN -> 0.45 + 0.75 * surf(time, 0.5);
      case WIND -> 0.7 + 0.4 * gust(time, 0.5);
      case RAIN -> 1 + 0.1 * Sound.wave(time, 0.021, 0.2) + 0.06 * Sound.wave(time, 0.057, 0);
      default -> 1.0;
    };
  }

  /** Waves that come every eight to thirteen seconds, never quite alike, 0 to 1. */
  private static double surf(long time, double side) {
    double sum = 0.5 + 0.3 * Sound.wave(time, 0.097, 0.06 * side) + 0.2 * Sound.wave(time, 0.0613, 0.2 + 0.04 * side);
    return sum * sum * (3 - 2 * sum);
  }

  private static double gust(long time, double side) {
    return 0.6 * Sound.wave(time, 0.071, 0.1 * side) + 0.4 * Sound.wave(time, 0.0297, 0.25 * side);
  }
}
