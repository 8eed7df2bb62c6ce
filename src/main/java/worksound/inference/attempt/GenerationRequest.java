package worksound.inference.attempt;

/**
 * One segment to be made.
 *
 * @param index       the segment
 * @param attempt     1 for the first try
 * @param lastResort  whether no other try follows: the best one is then used, if any can be heard
 * @param replaces    whether it takes the place of one that waits, so that it is worth nothing unless it continues the same music
 * @param prompt      what to make
 * @param sourceIndex the segment it is in-painted from; null when it is made from the prompt alone
 */
public record GenerationRequest(String sessionId, int index, int attempt, boolean lastResort, boolean replaces, String prompt,
                                Integer sourceIndex) {

  /** The same with another prompt. */
  GenerationRequest withPrompt(String other) {
    return new GenerationRequest(sessionId, index, attempt, lastResort, replaces, other, sourceIndex);
  }

  /** The same, made from the prompt alone: what it should go on from is gone. */
  GenerationRequest withoutSource() {
    return new GenerationRequest(sessionId, index, attempt, lastResort, replaces, prompt, null);
  }

  /** Whether it goes on from music that is there. */
  boolean continues() {
    return sourceIndex != null;
  }

  String taskType() {
    return continues() ? "repaint" : "text2music";
  }
}
