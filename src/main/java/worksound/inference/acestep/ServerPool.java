package worksound.inference.acestep;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import worksound.inference.failure.AcestepException;
import worksound.time.Scheduler;

/** The servers that may generate, and the one that does. */
public final class ServerPool {

  private final Scheduler scheduler;
  private final List<AcestepServer> servers;
  private final HostChoice choice;
  /** How each server that has failed did so last; one that has made a segment since is not in it. */
  private final Map<AcestepServer, AcestepException> failures = new LinkedHashMap<>();
  private AcestepServer used;

  /** @param servers the first choice first */
  public ServerPool(Scheduler scheduler, List<AcestepServer> servers) {
    this.scheduler = scheduler;
    this.servers = List.copyOf(servers);
    this.choice = new HostChoice(servers.size());
    this.used = servers.get(0);
  }

  public AcestepServer current() {
    return servers.get(choice.current());
  }

  /** The server for the next attempt, which is the current one from here on. */
  public AcestepServer choose() {
    return servers.get(choice.choose(scheduler.seconds()));
  }

  /**
   * Completes at once, or after a quick question to a server that has failed before and could be replaced by another.
   *
   * @param outage longest time without an answer while it loads its models, in seconds
   */
  public Future<Void> probeIfSuspect(double outage) {
    return choice.isDoubtful() && hasOther() ? current().probe(outage) : Future.succeededFuture();
  }

  public boolean hasOther() {
    return choice.hasOther(scheduler.seconds());
  }

  /** The current server has failed. Chooses another; false when none stands ready. */
  public boolean failOver() {
    if (servers.size() == 1) {
      return false;
    }
    boolean other = hasOther();
    choice.failed(scheduler.seconds());
    if (other) {
      choice.choose(scheduler.seconds());
    }
    return other;
  }

  /** The current server is about to get a task. Returns the one that had the last, null when it is the same. */
  public AcestepServer switchServer() {
    AcestepServer before = used;
    used = current();
    return before == used ? null : before;
  }

  /** An attempt on the current server has failed. */
  public void failed(AcestepException failure) {
    failures.put(current(), failure);
  }

  /** The failure of a server that may be over the next time, as of now; empty when there is no such server. */
  public Optional<AcestepException> transientFailure() {
    return failures.values().stream().filter(failure -> failure.problem().isTransient()).findFirst()
      .map(failure -> failure.since(scheduler.seconds()));
  }

  public void succeeded() {
    choice.succeeded();
    failures.remove(current());
  }

  /** What was learned of the servers while an earlier session ran does not count any more. */
  public void reset() {
    choice.reset();
    failures.clear();
    servers.forEach(AcestepServer::reset);
  }

  /** Tasks of an earlier process may still run. */
  public void suspectLeftovers() {
    servers.forEach(AcestepServer::suspectLeftover);
  }

  public Future<?> close() {
    return Future.join(servers.stream().map(AcestepServer::close).toList());
  }
}
