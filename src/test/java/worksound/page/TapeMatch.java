package worksound.page;

/**
 * How recorded music compares with one place on a known tape.
 *
 * @param levelDb its level against the tape
 * @param errorDb what else is in it, against the music itself
 */
public record TapeMatch(double levelDb, double errorDb) {

  /** Music is at a place when what remains beside the tape is this far below it. */
  private static final double SAME_DB = -25;
  private static final double SILENT_POWER = 1e-8;
  private static final int COMPARED_FRAMES = 2_048;
  /** A place is given up in a search as soon as so much of the music's energy is left over. */
  private static final double SEARCHED_PART = 0.05;

  /** Whether it is the music at this place, at whatever level. */
  public boolean isSame() {
    return errorDb < SAME_DB;
  }

  /**
   * Compares.
   *
   * @param from  the tape's frame
   * @param music left and right in turn
   */
  public static TapeMatch of(TimeMap.Signal tape, long from, float[] music) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < music.length; i++) {
      double x = music[i];
      double y = tape.at(from + i / 2, i % 2);
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    if (xx < SILENT_POWER * music.length / 2 || xy <= 0) {
      return new TapeMatch(0, 0);
    }
    double error = Math.max(xx - xy * xy / yy, 1e-30);
    return new TapeMatch(20 * Math.log10(xy / yy), 10 * Math.log10(error / xx));
  }

  /**
   * Finds the place on the tape of some music, whatever its level.
   *
   * @param music  left and right in turn, 2,048 frames at least
   * @param guess  the tape frame expected
   * @param radius frames to look to either side
   */
  public static long locate(TimeMap.Signal tape, float[] music, long guess, int radius) {
    float[] left = left(tape, guess - radius, 2 * radius + COMPARED_FRAMES);
    int best = radius;
    double most = Double.NEGATIVE_INFINITY;
    for (int place = 0; place <= 2 * radius; place++) {
      double xy = 0;
      double yy = 0;
      for (int i = 0; i < COMPARED_FRAMES; i++) {
        double y = left[place + i];
        xy += music[2 * i] * y;
        yy += y * y;
      }
      double fit = xy / Math.sqrt(yy);
      best = fit > most ? place : best;
      most = Math.max(most, fit);
    }
    return guess - radius + best;
  }

  /**
   * Finds the place on the tape of some music of a known level, over a long stretch of tape.
   *
   * @param levelDb of the music against the tape
   * @return the tape frame, or {@code guess} where the music is nowhere
   */
  public static long search(TimeMap.Signal tape, float[] music, double levelDb, long guess, int radius) {
    float[] left = left(tape, guess - radius, 2 * radius + COMPARED_FRAMES);
    float gain = (float) Math.pow(10, levelDb / 20);
    double least = SEARCHED_PART * energy(music);
    int best = radius;
    for (int place = 0; place <= 2 * radius; place++) {
      double error = 0;
      for (int i = 0; i < COMPARED_FRAMES && error < least; i++) {
        float difference = music[2 * i] - gain * left[place + i];
        error += difference * difference;
      }
      best = error < least ? place : best;
      least = Math.min(least, error);
    }
    return guess - radius + best;
  }

  private static double energy(float[] music) {
    double energy = 0;
    for (int i = 0; i < COMPARED_FRAMES; i++) {
      energy += music[2 * i] * music[2 * i];
    }
    return energy;
  }

  private static float[] left(TimeMap.Signal tape, long from, int frames) {
    float[] left = new float[frames];
    for (int i = 0; i < frames; i++) {
      left[i] = tape.at(from + i, 0);
    }
    return left;
  }
}
