package worksound.soak;

/** How the level of the music changes from window to window, in dB against the tape. */
final class LevelSteps {

  private static final double NOTICED_DB = 0.5;
  /** Across a break, for a segment's gain may change over its length. */
  private static final double NOTICED_AT_BREAK_DB = 1;

  private double levelDb = Double.NaN;
  private double worstDb;
  private boolean acrossBreak;

  /** The level of the newest window; NaN before the first. */
  double levelDb() {
    return levelDb;
  }

  /** The largest change between two windows that no break lies between. */
  double worstDb() {
    return worstDb;
  }

  /** A break lies between the newest window and the next. */
  void noteBreak() {
    acrossBreak = true;
  }

  /** Begins anew with this level. */
  void restart(double decibels) {
    levelDb = decibels;
  }

  /** Takes the next window's level. @return the change to it where it is one that a listener notices, else 0 */
  double take(double decibels) {
    double step = Double.isNaN(levelDb) ? 0 : Math.abs(decibels - levelDb);
    double noticed = acrossBreak ? NOTICED_AT_BREAK_DB : NOTICED_DB;
    worstDb = acrossBreak ? worstDb : Math.max(worstDb, step);
    levelDb = decibels;
    acrossBreak = false;
    return step > noticed ? step : 0;
  }
}
