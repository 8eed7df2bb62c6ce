package worksound.status;

import java.util.List;
import java.util.stream.Collectors;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationMoved;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Snapshot.Engine;
import worksound.messages.Snapshot.Explanation;
import worksound.messages.Snapshot.Finding;

/** What is known of the engine after an event, from what was known before it. */
final class EngineFold {

  /** What generates, as the snapshot names it. */
  static final String BUILTIN = "builtin";
  static final String ACESTEP = "acestep";

  private EngineFold() {
  }

  /** Nothing was asked yet. */
  static Engine initial(String kind) {
    return new Engine(kind, null, null, null, List.of(), false, null, null, null, null, null);
  }

  /** What was found of all servers, the newest last: music can play when one of them can be used. */
  static Engine after(Engine known, List<EngineChecked> checks) {
    boolean single = checks.size() == 1;
    List<EngineChecked> wrong = checks.stream().filter(check -> check.message() != null).toList();
    String words = wrong.stream().map(check -> (single ? "" : check.host() + ": ") + check.message()).collect(Collectors.joining(" "));
    List<Finding> findings = wrong.stream().map(check -> new Finding(single ? null : check.host(), check.explanation())).toList();
    return found(known, checks.stream().anyMatch(EngineChecked::reachable), wrong.isEmpty() ? null : words, findings);
  }

  /** A session begins with the first choice of models; what stood in its way, it finds out itself. */
  static Engine atFirstChoice(Engine known) {
    return used(found(known, known.reachable(), null, List.of()), false, null, null);
  }

  static Engine after(Engine known, GenerationSubmitted event) {
    return new Engine(BUILTIN.equals(event.host()) ? BUILTIN : ACESTEP, event.host(), true, known.finding(), known.findings(),
      known.fellBack(), known.note(), known.explanation(), known.model(), known.lmModel(), known.realtimeFactor());
  }

  /** Another server has parameters of its own; why it is used is what there is to say. */
  static Engine after(Engine known, GenerationMoved event) {
    return used(known, false, event.reason(), event.explanation());
  }

  static Engine after(Engine known, GenerationFinished event) {
    return withModels(after(known, true), event.model(), event.lmModel(), event.realtimeFactor());
  }

  static Engine after(Engine known, GenerationFellBack event) {
    return withModels(used(known, true, event.reason(), event.explanation()), event.model(), event.lmModel(), known.realtimeFactor());
  }

  /** @param reachable whether it has answered just now; null when that is not known */
  static Engine after(Engine known, Boolean reachable) {
    return reachable == null ? known : found(known, reachable, known.finding(), known.findings());
  }

  private static Engine found(Engine known, Boolean reachable, String words, List<Finding> findings) {
    return new Engine(known.kind(), known.host(), reachable, words, findings, known.fellBack(), known.note(), known.explanation(),
      known.model(), known.lmModel(), known.realtimeFactor());
  }

  private static Engine used(Engine known, boolean fellBack, String note, Explanation explanation) {
    return new Engine(known.kind(), known.host(), known.reachable(), known.finding(), known.findings(), fellBack, note, explanation,
      known.model(), known.lmModel(), known.realtimeFactor());
  }

  private static Engine withModels(Engine known, String model, String lmModel, Double realtimeFactor) {
    return new Engine(known.kind(), known.host(), known.reachable(), known.finding(), known.findings(), known.fellBack(), known.note(),
      known.explanation(), model, lmModel, realtimeFactor);
  }
}
