package worksound.engine.repaint;

import worksound.dsp.Correlation;
import worksound.engine.mix.Mixer;
import worksound.engine.mix.Performance;
import worksound.engine.score.ScoreTime;

/**
 * How a context lies on what was played.
 *
 * @param lag         samples that the context ends later than the place it was compared with
 * @param correlation normalised cross-correlation at that lag
 * @param level       the context's amplitude over that of what was played
 */
record Alignment(int lag, double correlation, double level) {

  /** Plays what lies around {@code place} again and finds where, within {@code slack} samples, the context's end fits best. */
  static Alignment search(PieceMemory.Place place, Context context, int length, int slack) {
    long start = place.time() - length - slack;
    float[] left = new float[length + 2 * slack];
    float[] right = new float[length + 2 * slack];
    Mixer mixer = new Mixer(place.piece(), Math.max(0, start - ScoreTime.samples(KnownPieceContinuation.SETTLE_SECONDS)), 0);
    int missing = (int) Math.max(0, -start);
    new Performance(mixer, Math.max(0, start)).read(left, right, missing, left.length - missing);
    Alignment best = at(0, slack, length, left, context);
    for (int away = 1; away <= slack && best.correlation < 0.999; away++) {
      best = better(best, at(away, slack, length, left, context));
      best = better(best, at(-away, slack, length, left, context));
    }
    return best;
  }

  /** How the context's end lies on {@code played}, which ends where the context should. */
  static Alignment of(float[] played, Context context) {
    return at(0, 0, played.length, played, context);
  }

  private static Alignment better(Alignment one, Alignment other) {
    return other.correlation > one.correlation ? other : one;
  }

  private static Alignment at(int lag, int slack, int length, float[] played, Context context) {
    Correlation correlation = new Correlation();
    correlation.add(context.left, context.left.length - length, played, slack + lag, length);
    return new Alignment(lag, correlation.correlation(), correlation.gain());
  }
}
