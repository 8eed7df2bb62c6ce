package worksound.engine.mix;

import java.util.List;
import worksound.dsp.Loudness;
import worksound.dsp.PowerSpectrum;
import worksound.engine.score.Piece;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Style;

/** Masters a style: finds how loud and how bright it comes out by playing a little of it to nobody. */
public final class Mastering {

  private static final double TARGET_LUFS = -18;
  private static final double SETTLE_SECONDS = 3;
  private static final double SECONDS = 24;
  /** Quiet enough that the master's ceiling is not met while measuring. */
  private static final double QUIET = 0.25;

  private Mastering() {
  }

  /** {@code style} with the gain that brings a piece in it to −18 LUFS, and with the tone of produced music. */
  public static Style master(Style style, long seed) {
    Mixer mixer = Mixer.rehearsing(Piece.begin(seed, "", style.mastered(QUIET, Style.PLAIN_TONE)), seed);
    Loudness loudness = new Loudness(2, ScoreTime.RATE);
    PowerSpectrum spectrum = new PowerSpectrum(ScoreTime.RATE);
    float[][] block = new float[2][Sound.BLOCK];
    while (mixer.time() < ScoreTime.samples(SECONDS)) {
      mixer.render(block[0], block[1]);
      if (mixer.time() > ScoreTime.samples(SETTLE_SECONDS)) {
        loudness.add(block, Sound.BLOCK);
        spectrum.add(block, Sound.BLOCK);
      }
    }
    Double lufs = loudness.lufs();
    if (lufs == null) {
      return style.mastered(1, Style.PLAIN_TONE);
    }
    TonalBalance balance = new TonalBalance(spectrum, style);
    List<Double> tone = balance.tone();
    return style.mastered(QUIET * Sound.amplitudeOf(TARGET_LUFS - lufs - balance.loudnessChange(tone)), tone);
  }
}
