package worksound.http;

import static worksound.messages.Addresses.AUDIO_PING;
import static worksound.messages.Addresses.INFERENCE_PING;
import static worksound.messages.Addresses.STATUS_GET;
import static worksound.messages.Addresses.STREAM_PING;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.concurrent.TimeUnit;
import worksound.messages.Liveness.Ping;
import worksound.messages.Status.GetStatus;

/** Ready means that every verticle answers over the bus, so a deaf one is seen. */
final class Health {

  private static final long TIMEOUT_MILLIS = 2_000;

  private Health() {
  }

  static HealthChecks ready(Vertx vertx) {
    return HealthChecks.create(vertx)
      .register("inference", TIMEOUT_MILLIS * 2,
        promise -> within(INFERENCE_PING.ask(vertx, new Ping()).map(pong -> Status.OK())).onComplete(promise))
      .register("audio", TIMEOUT_MILLIS * 2,
        promise -> within(AUDIO_PING.ask(vertx, new Ping()).map(pong -> Status.OK())).onComplete(promise))
      .register("stream", TIMEOUT_MILLIS * 2,
        promise -> within(STREAM_PING.ask(vertx, new Ping()).map(pong -> Status.OK())).onComplete(promise))
      .register("status", TIMEOUT_MILLIS * 2,
        promise -> within(STATUS_GET.ask(vertx, new GetStatus()).map(snapshot -> Status.OK(new JsonObject()
        .put("state", snapshot.state().name())
        .put("engine", snapshot.engine().kind())
        .put("engine_reachable", snapshot.engine().reachable())))).onComplete(promise));
  }

  /** A thrown or late answer is answered as not ready (503), never as a failure of the health check itself (500). */
  private static Future<Status> within(Future<Status> answer) {
    return answer.timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
      .otherwise(e -> Status.KO(new JsonObject().put("why", String.valueOf(e.getMessage()))));
  }
}
