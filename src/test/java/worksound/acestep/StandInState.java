package worksound.acestep;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the parts of one stand-in share. Its requests are served on {@code context}; what a test touches is thread-safe. */
final class StandInState {

  final Vertx vertx;
  final Context context;
  final StandInOptions options;
  final AudioStore store = new AudioStore();
  final Violations violations = new Violations();
  final Milestones milestones = new Milestones();
  final FaultPlan faults = new FaultPlan();
  /** How endpoints answer that are broken, by path. */
  final Map<String, BrokenAnswer> broken = new ConcurrentHashMap<>();
  final List<StandInTask> tasks = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final Models models;
  final Auth auth;
  /** The last line the process logged, whatever task it was about. */
  volatile String log = "Server started";
  /** Until when nothing is answered, on {@link System#nanoTime}'s clock. */
  private volatile long hangsUntil = System.nanoTime();
  /** Whether a job loads models, during which nothing is answered either. */
  volatile boolean loading;
  /** Completes when {@code /v1/init} is to take no more time. */
  final Promise<Void> initEnd = Promise.promise();
  /** Submissions that were refused as busy: the server goes on counting them as queued. */
  int phantoms;

  StandInState(Vertx vertx, Context context, StandInOptions options) throws IOException {
    this.vertx = vertx;
    this.context = context;
    this.options = options;
    this.models = new Models(options);
    this.auth = new Auth(options.apiKey);
  }

  /** The event loop is busy with something else for so long. */
  void hang(long millis) {
    hangsUntil = System.nanoTime() + millis * 1_000_000;
  }

  /** Whether nothing is answered now. */
  boolean hangs() {
    return loading || System.nanoTime() < hangsUntil;
  }

  Optional<StandInTask> task(String id) {
    return tasks.stream().filter(task -> task.id().equals(id) && task.state() != StandInTask.State.FORGOTTEN).findFirst();
  }

  long alive() {
    return tasks.stream().filter(StandInTask::isAlive).count();
  }

  long count(StandInTask.State state) {
    return tasks.stream().filter(task -> task.state() == state).count();
  }
}
