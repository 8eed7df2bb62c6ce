package worksound.engine.repaint;

import java.util.function.BooleanSupplier;
import worksound.engine.mix.Mixer;
import worksound.engine.prompt.PromptReader;
import worksound.engine.score.Piece;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * Music that nobody hears. Java runs new code slowly until its compiler has seen what is often run: a first segment takes twice as long as
 * the second, unless music was rendered before.
 */
public final class WarmUp {

  private static final long SEED = 1;

  private WarmUp() {
  }

  /**
   * Plays.
   *
   * @param prompt  what is played; other music runs mostly the same code
   * @param seconds of music
   * @param stopped asked before each {@link Sound#BLOCK} samples whether to give up
   */
  public static void play(String prompt, double seconds, BooleanSupplier stopped) {
    Mixer mixer = new Mixer(Piece.begin(SEED, prompt, PromptReader.read(prompt, SEED)), 0, SEED);
    float[] left = new float[Sound.BLOCK];
    float[] right = new float[Sound.BLOCK];
    while (mixer.time() < ScoreTime.samples(seconds) && !stopped.getAsBoolean()) {
      mixer.render(left, right);
    }
  }
}
