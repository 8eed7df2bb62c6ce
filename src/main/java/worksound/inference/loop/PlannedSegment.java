package worksound.inference.loop;

/**
 * A segment that is to be made.
 *
 * @param sourceIndex the segment that it continues, null when it is made from the prompt alone
 */
record PlannedSegment(Kind kind, int index, Integer sourceIndex) {

  /** Why it is made. */
  enum Kind {
    /** The music begins, or goes on. */
    NEXT,
    /** The music has decayed and goes on from the end of an earlier segment. */
    ANCHORED,
    /** A new piece is wanted, which continues nothing. */
    PIECE,
    /** It waits for the page, and another prompt is wanted. */
    REPLACEMENT,
    /** It waits for the page, and another take of it may have a smoother boundary. */
    TAKE
  }

  /** Whether it is there already, so that nothing is lost when it cannot be made again. */
  boolean isThere() {
    return kind == Kind.REPLACEMENT || kind == Kind.TAKE;
  }

  boolean isTake() {
    return kind == Kind.TAKE;
  }

  boolean isPiece() {
    return kind == Kind.PIECE;
  }
}
