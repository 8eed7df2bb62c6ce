package worksound.inference.acestep.models;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.SecondsRange;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Backoff;
import worksound.inference.failure.Problem;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.time.Scheduler;

/**
 * Asks ACE-Step, as soon as this process has started, whether it can be used, and again after growing pauses for as long as what
 * stands in the way may pass by itself. It ends with the first session, whose attempts tell from then on.
 */
public final class StartupProbe {

  private static final Logger LOG = LoggerFactory.getLogger(StartupProbe.class);
  private static final String MODELS_MISSING = "models-missing";

  private final String host;
  private final Scheduler scheduler;
  private final Supplier<Future<Inventory>> ask;
  private final List<FallbackChain.ParameterSet> wanted;
  private final SecondsRange pauses;
  private final Consumer<EngineChecked> onResult;
  private Long timerId;
  private boolean stopped;
  private int failures;
  private String lastMessage;
  private EngineChecked last;

  /**
   * @param host     what people call the server
   * @param ask      asks without changing anything
   * @param wanted   what tasks may be asked for
   * @param pauses   least and longest pause between two looks
   * @param onResult called with what is found, when it is something new
   */
  public StartupProbe(String host, Scheduler scheduler, Supplier<Future<Inventory>> ask, List<FallbackChain.ParameterSet> wanted,
                      SecondsRange pauses, Consumer<EngineChecked> onResult) {
    this.host = host;
    this.scheduler = scheduler;
    this.ask = ask;
    this.wanted = wanted;
    this.pauses = pauses;
    this.onResult = onResult;
  }

  /** Takes a look. */
  public void begin() {
    ask.get().onComplete(this::answered, e -> refused(AcestepException.of(e)));
  }

  /** Looks no more; what an earlier look still finds is not published. */
  public void end() {
    stopped = true;
    if (timerId != null) {
      scheduler.cancel(timerId);
    }
  }

  private void answered(Inventory inventory) {
    List<String> missing = inventory.missing(wanted);
    boolean complete = missing.isEmpty();
    publish(new EngineChecked(host, true, sorted(inventory.models()), sorted(inventory.lmModels()), missing,
      complete ? null : MODELS_MISSING, complete ? null : Inventory.remedy(missing), Inventory.explanation(missing), Instant.now()));
  }

  private void refused(AcestepException e) {
    if (!e.getMessage().equals(lastMessage)) {
      lastMessage = e.getMessage();
      if (e.problem() == Problem.INTERNAL_ERROR) {
        LOG.error("ACE-Step could not be asked", e.origin());
      }
      publish(new EngineChecked(host, e.problem() != Problem.UNREACHABLE, List.of(), List.of(), List.of(), e.problem().code(),
        e.getMessage(), e.explanation(), Instant.now()));
    }
    failures++;
    if (!stopped && e.problem().isTransient()) {
      timerId = scheduler.schedule(Backoff.seconds(failures, pauses, scheduler.random()), this::begin);
    }
  }

  /** What it found last, for whoever has missed it; nothing once it has ended. */
  public void tellAgain() {
    if (last != null) {
      publish(last);
    }
  }

  private void publish(EngineChecked finding) {
    last = finding;
    if (!stopped) {
      onResult.accept(finding);
    }
  }

  private static List<String> sorted(Set<String> names) {
    return List.copyOf(new TreeSet<>(names));
  }
}
