package worksound.status;

import java.util.List;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Snapshot.Phase;
import worksound.messages.Snapshot;
import worksound.messages.Snapshot.Generation;

/** The segment in the making after an event, from the snapshot before it. */
final class GenerationFold {

  private GenerationFold() {
  }

  static Generation after(Snapshot before, GenerationSubmitted event) {
    return new Generation(event.segmentIndex(), Phase.of(Phase.Code.submitted), "submitted", 0, 0, null, event.queuePosition(),
      event.attempt(), event.taskId(), event.model(), event.lmModel(), before.engine().realtimeFactor());
  }

  /** The models are those of the submission. */
  static Generation after(Snapshot before, GenerationProgressed event) {
    Generation known = before.generation();
    boolean same = known != null && known.segmentIndex() == event.segmentIndex();
    return new Generation(event.segmentIndex(), event.phase(), event.stage(), event.progress(), event.elapsedSeconds(), event.etaSeconds(),
      event.queuePosition(), event.attempt(), event.taskId(), same ? known.model() : null, same ? known.lmModel() : null,
      before.engine().realtimeFactor());
  }

  static Generation after(GenerationFinished event) {
    return new Generation(event.segmentIndex(), Phase.of(Phase.Code.examining), "examining", 1, event.generationSeconds(), 0.0, null,
      event.attempt(), event.taskId(), event.model(), event.lmModel(), event.realtimeFactor());
  }

  /** Null when there is no other attempt. */
  static Generation after(Snapshot before, GenerationFailed event) {
    if (event.retryInSeconds() == null) {
      return null;
    }
    Phase phase = new Phase(Phase.Code.retrying, List.of(), event.explanation());
    return new Generation(event.segmentIndex(), phase, "waiting to try again: " + event.message(), 0, 0, null, null, event.attempt(), null,
      null, null, before.engine().realtimeFactor());
  }
}
