package worksound.inference;

/** Notices that music is made more slowly than it is heard, several times in a row. */
final class SpeedCheck {

  private final int limit;
  private int slow;

  /**
   * @param limit segments in a row that are too many, 0 for never
   */
  SpeedCheck(int limit) {
    this.limit = limit;
  }

  /** Another segment was made; true when that was one too slow too many. */
  boolean isTooSlow(double realtimeFactor) {
    slow = realtimeFactor < 1 ? slow + 1 : 0;
    if (limit == 0 || slow < limit) {
      return false;
    }
    slow = 0;
    return true;
  }

  void reset() {
    slow = 0;
  }
}
