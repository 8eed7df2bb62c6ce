package worksound.engine.mix;

import worksound.engine.score.ScoreTime;
import worksound.engine.sound.LowPass;
import worksound.engine.sound.Sound;
import worksound.engine.style.Style;

/** The end of the mixing desk: no rumble, softened highs, the level of the style, and a ceiling that is met softly. */
final class Master {

  /** Where softening begins and what is never passed: −1 dBFS is 0.891. */
  private static final float KNEE = 0.55f;
  private static final float CEILING = 0.87f;
  private static final float RUMBLE = (float) (1 - Math.exp(-2 * Math.PI * 22 / ScoreTime.RATE));

  private final LowPass[] highs = {new LowPass(0.55), new LowPass(0.55)};
  private final float[] rumble = new float[2];

  /** Finishes one block in place. */
  void render(long time, Style from, Style to, float[] left, float[] right) {
    double cutoff = 8_500 * Math.pow(2, 1.1 * from.brightness()) * (1 + 0.08 * Sound.wave(time, 0.017, 0));
    channel(0, cutoff, from, to, left);
    channel(1, cutoff, from, to, right);
  }

  private void channel(int side, double cutoff, Style from, Style to, float[] samples) {
    highs[side].tune(cutoff);
    highs[side].low(samples);
    float slow = rumble[side];
    float gain = (float) from.gain();
    float slope = (float) (to.gain() - from.gain()) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      slow += RUMBLE * (samples[n] - slow);
      samples[n] = soften((samples[n] - slow) * gain);
      gain += slope;
    }
    rumble[side] = slow;
  }

  private static float soften(float value) {
    float size = Math.abs(value);
    if (size <= KNEE) {
      return value;
    }
    float over = (size - KNEE) / (CEILING - KNEE);
    return Math.copySign(KNEE + (CEILING - KNEE) * (float) Math.tanh(over), value);
  }
}
