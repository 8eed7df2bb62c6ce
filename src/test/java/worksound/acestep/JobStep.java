package worksound.acestep;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a running job shows on its way, in the real server's words and order. */
enum JobStep {
  PHASE_1(0.1, "Phase 1: Generating CoT metadata (once for all items)..."),
  PHASE_2(0.5, "Phase 2: Generating audio codes for 1 items..."),
  PREPARING(0.51, "Preparing inputs..."),
  /** Where a held job waits. */
  GENERATING(0.52, "Generating music (batch size: 1)..."),
  GENERATED(0.79, "Generating music (batch size: 1)..."),
  DECODING(0.8, "Decoding audio..."),
  FINISHING(0.99, "Preparing audio data...");

  final double progress;
  final String stage;

  JobStep(double progress, String stage) {
    this.progress = progress;
    this.stage = stage;
  }

  /** The steps of one request: the first two belong to the LM, which a repaint never uses. */
  static Deque<JobStep> of(ReleaseRequest request) {
    Deque<JobStep> steps = new ArrayDeque<>();
    for (JobStep step : values()) {
      if (step.compareTo(PHASE_2) > 0 || request.thinking() && !request.isRepaint()) {
        steps.add(step);
      }
    }
    return steps;
  }
}
