package worksound.status;

import worksound.messages.EngineChecked;
import worksound.messages.GenerationFellBack;
import worksound.messages.GenerationFinished;
import worksound.messages.Snapshot.Engine;

/** What is known of the engine after an event, from what was known before it. */
final class EngineFold {

  private EngineFold() {
  }

  static Engine after(Engine known, EngineChecked event) {
    return new Engine(known.kind(), event.reachable(), event.message(), known.fellBack(), known.note(), known.model(), known.lmModel(),
      known.realtimeFactor());
  }

  /** A session begins with the first choice of models; what stood in its way, it finds out itself. */
  static Engine atFirstChoice(Engine known) {
    return new Engine(known.kind(), known.reachable(), null, false, null, known.model(), known.lmModel(), known.realtimeFactor());
  }

  static Engine after(Engine known, GenerationFinished event) {
    return new Engine(known.kind(), true, known.finding(), known.fellBack(), known.note(), event.model(), event.lmModel(),
      event.realtimeFactor());
  }

  static Engine after(Engine known, GenerationFellBack event) {
    return new Engine(known.kind(), known.reachable(), known.finding(), true, event.reason(), event.model(), event.lmModel(),
      known.realtimeFactor());
  }

  /** @param reachable whether it has answered just now; null when that is not told */
  static Engine after(Engine known, Boolean reachable) {
    return reachable == null ? known : new Engine(known.kind(), reachable, known.finding(), known.fellBack(), known.note(), known.model(),
      known.lmModel(), known.realtimeFactor());
  }
}
