package worksound.status;

import java.util.List;
import java.util.stream.Collectors;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationMoved;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Snapshot.Engine;

/** What is known of the engine after an event, from what was known before it. */
final class EngineFold {

  /** What generates, as the snapshot names it. */
  static final String BUILTIN = "builtin";
  static final String ACESTEP = "acestep";

  private EngineFold() {
  }

  /** What was found of several servers, as of one: music can play when one of them can be used. */
  static EngineChecked together(List<EngineChecked> checks) {
    EngineChecked last = checks.get(checks.size() - 1);
    if (checks.size() == 1) {
      return last;
    }
    String message = checks.stream().filter(check -> check.message() != null).map(check -> check.host() + ": " + check.message())
      .collect(Collectors.joining(" "));
    return new EngineChecked(last.host(), checks.stream().anyMatch(EngineChecked::reachable), last.models(), last.lmModels(), last.missing(),
      last.code(), message.isEmpty() ? null : message, last.at());
  }

  static Engine after(Engine known, EngineChecked event) {
    return new Engine(known.kind(), known.host(), event.reachable(), event.message(), known.fellBack(), known.note(), known.model(), known.lmModel(),
      known.realtimeFactor());
  }

  /** A session begins with the first choice of models; what stood in its way, it finds out itself. */
  static Engine atFirstChoice(Engine known) {
    return new Engine(known.kind(), known.host(), known.reachable(), null, false, null, known.model(), known.lmModel(), known.realtimeFactor());
  }

  static Engine after(Engine known, GenerationSubmitted event) {
    return new Engine(BUILTIN.equals(event.host()) ? BUILTIN : ACESTEP, event.host(), true, known.finding(), known.fellBack(), known.note(),
      known.model(), known.lmModel(), known.realtimeFactor());
  }

  /** Another server has parameters of its own; why it is used is what there is to say. */
  static Engine after(Engine known, GenerationMoved event) {
    return new Engine(known.kind(), known.host(), known.reachable(), known.finding(), false, event.reason(), known.model(), known.lmModel(),
      known.realtimeFactor());
  }

  static Engine after(Engine known, GenerationFinished event) {
    return new Engine(known.kind(), known.host(), true, known.finding(), known.fellBack(), known.note(), event.model(), event.lmModel(),
      event.realtimeFactor());
  }

  static Engine after(Engine known, GenerationFellBack event) {
    return new Engine(known.kind(), known.host(), known.reachable(), known.finding(), true, event.reason(), event.model(), event.lmModel(),
      known.realtimeFactor());
  }

  /** @param reachable whether it has answered just now; null when that is not known */
  static Engine after(Engine known, Boolean reachable) {
    return reachable == null ? known : new Engine(known.kind(), known.host(), reachable, known.finding(), known.fellBack(), known.note(), known.model(),
      known.lmModel(), known.realtimeFactor());
  }
}
