package worksound.engine.mix;

import worksound.dsp.Loudness;
import worksound.engine.score.Piece;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Style;

/** Finds how loud a style comes out, by playing a little of it to nobody. */
public final class LoudnessCalibration {

  private static final double TARGET_LUFS = -18;
  private static final double SETTLE_SECONDS = 3;
  private static final double SECONDS = 24;
  /** Quiet enough that the master's ceiling is not met while measuring. */
  private static final double QUIET = 0.25;

  private LoudnessCalibration() {
  }

  /** {@code style} with the gain that brings a piece in it to −18 LUFS. */
  public static Style level(Style style, long seed) {
    Mixer mixer = new Mixer(Piece.begin(seed, "", style.withGain(QUIET)), 0, seed);
    Loudness loudness = new Loudness(2, ScoreTime.RATE);
    float[][] block = new float[2][Sound.BLOCK];
    while (mixer.time() < ScoreTime.samples(SECONDS)) {
      mixer.render(block[0], block[1]);
      if (mixer.time() > ScoreTime.samples(SETTLE_SECONDS)) {
        loudness.add(block, Sound.BLOCK);
      }
    }
    Double lufs = loudness.lufs();
    return style.withGain(lufs == null ? 1 : QUIET * Sound.amplitudeOf(TARGET_LUFS - lufs));
  }
}
