package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VerticleBase;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A strict stand-in for the real ACE-Step 1.5 API server on a loopback port. It answers, refuses and fails as the real one was measured
 * to do, makes audio whose continuity a test can check ({@link Tape}), notes everything a careful client would not have done
 * ({@link #violations()}), and goes wrong on demand ({@link Fault}). All methods may be called from any thread; what a switch
 * asks for holds as soon as it returns.
 */
public final class AcestepStandIn {

  private static final int REOPEN_ATTEMPTS = 50;
  private static final long REOPEN_MILLIS = 100;

  private StandInState state;
  private JobRunner runner;
  private StandInServer server;
  private String deployment;
  private volatile int port;

  private AcestepStandIn() {
  }

  /** Opens a stand-in with the default options: the modular server, no key, 60 s segments, jobs of 20 ms. */
  public static Future<AcestepStandIn> start(Vertx vertx) {
    return start(vertx, new StandInOptions());
  }

  /** Opens a stand-in on a free port. It ends with {@link #close()} or with the Vertx. */
  public static Future<AcestepStandIn> start(Vertx vertx, StandInOptions options) {
    AcestepStandIn standIn = new AcestepStandIn();
    return vertx.deployVerticle(standIn.new Host(options)).map(id -> {
      standIn.deployment = id;
      return standIn;
    });
  }

  /** Gives the stand-in a context of its own for as long as it lives, however often its server dies. */
  private final class Host extends VerticleBase {

    private final StandInOptions options;

    Host(StandInOptions options) {
      this.options = options;
    }

    @Override
    public Future<?> start() throws Exception {
      state = new StandInState(vertx, context, options);
      runner = new JobRunner(state);
      server = new StandInServer(state, runner);
      return server.open(options.port).onSuccess(open -> port = open);
    }

    @Override
    public Future<?> stop() {
      runner.die();
      return context.executeBlocking(() -> {
        state.store.deleteAll();
        return null;
      });
    }
  }

  /** The base URL, the same after a restart. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Kills the server: connections are cut, the running job freezes, queued ones are lost; finished files stay. */
  public Future<Void> stop() {
    return onContext(() -> {
      runner.die();
      return server.kill();
    });
  }

  /** Starts a killed server again on its port, with no model loaded. */
  public Future<Void> restart() {
    return onContext(() -> {
      state.models.forget();
      return reopen(REOPEN_ATTEMPTS);
    });
  }

  /** The port may be taken for a moment by somebody's outgoing connection. */
  private Future<Void> reopen(int attempts) {
    return server.open(port).<Void>mapEmpty().recover(e -> attempts > 1 && e instanceof BindException
      ? state.vertx.timer(REOPEN_MILLIS, TimeUnit.MILLISECONDS).compose(again -> reopen(attempts - 1)) : Future.failedFuture(e));
  }

  /** Ends the stand-in and deletes its files. */
  public Future<Void> close() {
    return state.vertx.undeploy(deployment);
  }

  /** Arms a fault for the next occasion it applies to. */
  public AcestepStandIn next(Fault fault) {
    return next(1, fault);
  }

  /** Arms a fault for the next {@code times} occasions, after those already armed. */
  public AcestepStandIn next(int times, Fault fault) {
    state.faults.arm(times, fault);
    return this;
  }

  /** Every request to these paths is answered like that, until {@link #mend}. */
  public AcestepStandIn breakEndpoints(BrokenAnswer how, String... paths) {
    List.of(paths).forEach(path -> state.broken.put(path, how));
    return this;
  }

  /** Every endpoint answers as it should again. */
  public AcestepStandIn mend() {
    state.broken.clear();
    return this;
  }

  /** How many armed faults have not met their occasion. */
  public int armed() {
    return state.faults.left();
  }

  /** Connections that are open at this moment. */
  public Future<Integer> connections() {
    return onContext(() -> Future.succeededFuture(server.connections()));
  }

  /** Loading the named DiT or LM fails from now on, as out of memory; what is loaded stays. */
  public AcestepStandIn breakModel(String name) {
    state.models.breakModel(name);
    return this;
  }

  /** Loading the named model works again. */
  public AcestepStandIn mendModel(String name) {
    state.models.mendModel(name);
    return this;
  }

  /** The LM is lost, and every task with {@code thinking} fails until a {@code /v1/init} with an LM succeeds. */
  public AcestepStandIn failLm() {
    state.models.failLm();
    return this;
  }

  /** What loads models has done so at once, and from now on {@code /v1/init} takes no time. */
  public AcestepStandIn endInit() {
    state.context.runOnContext(go -> state.initEnd.tryComplete());
    return this;
  }

  /** No endpoint answers for so long, as while the event loop loads models for another client's job. */
  public AcestepStandIn hang(long millis) {
    state.hang(millis);
    return this;
  }

  /** From now on jobs run up to "Generating music" and wait there. */
  public AcestepStandIn hold() {
    runner.hold();
    return this;
  }

  /** Lets the held job end and holds no more. */
  public AcestepStandIn release() {
    runner.unhold();
    return this;
  }

  /** While jobs are held: lets the held one end, or the next one if none is held yet. */
  public AcestepStandIn completeNext() {
    runner.completeNext();
    return this;
  }

  /** Shows another progress of the running job. @param progress 0…1 */
  public AcestepStandIn showProgress(double progress, String stage) {
    runner.showProgress(progress, stage);
    return this;
  }

  /** Completes when {@code event} has happened {@code number} times since the start. */
  public Future<Void> await(StandInEvent event, int number) {
    return state.milestones.await(event, number);
  }

  /** The {@code number}th accepted task, counted from 1, as soon as it is there. */
  public Future<StandInTask> awaitTask(int number) {
    return await(StandInEvent.SUBMITTED, number).map(reached -> state.tasks.get(number - 1));
  }

  /** How often {@code event} has happened. */
  public int count(StandInEvent event) {
    return state.milestones.count(event);
  }

  /** Every accepted task, in order. */
  public List<StandInTask> tasks() {
    return List.copyOf(state.tasks);
  }

  /** Method and path of every request, in order. */
  public List<String> requests() {
    return List.copyOf(state.requests);
  }

  /** What the client did wrong, one sentence each; empty for a careful client. */
  public List<String> violations() {
    return state.violations.all();
  }

  /** The LM that is really loaded, whatever results claim; null when there is none. */
  public String loadedLm() {
    return state.models.loadedLm();
  }

  private <T> Future<T> onContext(Callable<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    state.context.runOnContext(go -> {
      try {
        action.call().onComplete(promise);
      } catch (Exception e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }
}
