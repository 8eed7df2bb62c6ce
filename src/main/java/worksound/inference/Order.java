package worksound.inference;

/**
 * One segment to be made.
 *
 * @param index      the segment
 * @param attempt    1 for the first try
 * @param lastResort whether no other try follows: the best one is then used, if any can be heard
 * @param prompt     what to make
 */
record Order(String sessionId, int index, int attempt, boolean lastResort, String prompt) {

  /** The first segment is made from the prompt alone, every later one is in-painted from the one before it. */
  boolean isFirst() {
    return index == 0;
  }

  /** The segment it is in-painted from, null for the first. */
  Integer sourceIndex() {
    return isFirst() ? null : index - 1;
  }

  String taskType() {
    return isFirst() ? "text2music" : "repaint";
  }
}
