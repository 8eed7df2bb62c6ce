package worksound.inference.acestep.task;

/** Notices that music is made more slowly than it is heard, several times in a row. */
public final class SpeedCheck {

  private final int limit;
  private int slow;

  /**
   * @param limit segments in a row that are too many, 0 for never
   */
  public SpeedCheck(int limit) {
    this.limit = limit;
  }

  /** Counts another segment; true when that was one too slow too many. */
  public boolean record(double realtimeFactor) {
    slow = realtimeFactor < 1 ? slow + 1 : 0;
    if (limit == 0 || slow < limit) {
      return false;
    }
    slow = 0;
    return true;
  }

  public void reset() {
    slow = 0;
  }
}
