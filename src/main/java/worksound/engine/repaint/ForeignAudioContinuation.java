package worksound.engine.repaint;

import java.util.List;
import worksound.engine.mix.Mastering;
import worksound.engine.prompt.PromptReader;
import worksound.engine.score.Composer;
import worksound.engine.score.Phrase;
import worksound.engine.score.Piece;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Style;

/**
 * The continuation of music that is not known: a new piece in the key and on the chord that were heard, brought in over two
 * seconds while the context, played backwards from its end, fades under it, so that nothing stops at the boundary.
 */
final class ForeignAudioContinuation extends Continuation {

  private static final double TARGET_LUFS = -18;
  private static final float HIGHEST_PEAK = 0.87f;
  /** The new piece is entered where its pads already stand. */
  private static final double ENTRY_SECONDS = 2.5;
  private static final double FADE_SECONDS = 2;

  private final Context context;
  private final float gain;
  private final int fade;
  private int played;

  ForeignAudioContinuation(Context context, PromptAndSeed direction) {
    super(compose(new KeyDetector(context), direction), 0, ScoreTime.samples(ENTRY_SECONDS), direction.seed());
    this.context = context;
    fade = (int) Math.min(ScoreTime.samples(FADE_SECONDS), context.left.length);
    double lufs = context.lufs();
    double wanted = Double.isFinite(lufs) ? Sound.amplitudeOf(TARGET_LUFS - lufs) : 1;
    gain = (float) Math.min(wanted, HIGHEST_PEAK / context.peak());
  }

  private static Piece compose(KeyDetector keyDetector, PromptAndSeed direction) {
    Style style = keyDetector.key(PromptReader.read(direction.prompt(), direction.seed()));
    Style mastered = Mastering.master(style, direction.seed());
    Phrase first = Composer.goOn(mastered, direction.seed(), 0, keyDetector.chord(mastered));
    return new Piece(direction.seed(), direction.prompt(), mastered, List.of(), List.of(first));
  }

  @Override
  public float gain() {
    return gain;
  }

  @Override
  public void read(float[] left, float[] right, int count) {
    play(left, right, 0, count);
    for (int n = 0; n < count && played < fade; n++, played++) {
      double angle = Math.PI / 2 * played / fade;
      float in = (float) Math.sin(angle);
      float out = gain * (float) Math.cos(angle);
      int mirror = context.left.length - 1 - played;
      left[n] = in * left[n] + out * context.left[mirror];
      right[n] = in * right[n] + out * context.right[mirror];
    }
  }
}
