package worksound.engine.mix;

import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Style;

/** The end of the mixing desk: no rumble, the width, tone and level of the style, and a ceiling that is met softly. */
final class Master {

  /** Where softening begins and what is never passed: −1 dBFS is 0.891. */
  private static final float KNEE = 0.55f;
  private static final float CEILING = 0.87f;
  private static final float RUMBLE = (float) (1 - Math.exp(-2 * Math.PI * 22 / ScoreTime.RATE));

  /** Of what differs between the channels: even of two strangers one loudspeaker then loses no more than 1.5 dB. */
  private static final float WIDTH = 0.64f;
  /** Below this both channels are the same. */
  private static final float MONO = (float) (1 - Math.exp(-2 * Math.PI * 120 / ScoreTime.RATE));

  private final Equalizer equalizer = new Equalizer();
  private final float[] rumble = new float[2];

  private final Compressor compressor = new Compressor();
  private float deep;

  /** Finishes one block in place. */
  void render(Style from, Style to, float[] left, float[] right) {
    narrow(left, right);
    equalizer.apply(from.tone(), left, right);
    channel(0, from, to, left);
    channel(1, from, to, right);
    compressor.render(to.tonality(), left, right);
    soften(left);
    soften(right);
  }

  private void narrow(float[] left, float[] right) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      float middle = (left[n] + right[n]) / 2;
      float side = (left[n] - right[n]) / 2;
      deep += MONO * (side - deep);
      side = WIDTH * (side - deep);
      left[n] = middle + side;
      right[n] = middle - side;
    }
  }

  private void channel(int side, Style from, Style to, float[] samples) {
    float slow = rumble[side];
    float gain = (float) from.gain();
    float slope = (float) (to.gain() - from.gain()) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      slow += RUMBLE * (samples[n] - slow);
      samples[n] = (samples[n] - slow) * gain;
      gain += slope;
    }
    rumble[side] = slow;
  }

  private static void soften(float[] samples) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      samples[n] = soften(samples[n]);
    }
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
