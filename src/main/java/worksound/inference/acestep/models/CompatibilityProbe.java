package worksound.inference.acestep.models;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import worksound.inference.acestep.http.AcestepClient;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;

/** What is asked of ACE-Step before it is used; it changes nothing there. Whatever is found wrong says what helps. */
public final class CompatibilityProbe {

  private final AcestepClient client;

  public CompatibilityProbe(AcestepClient client) {
    this.client = client;
  }

  /** How the server shows itself; that it does proves that it is ACE-Step's. */
  public Future<JsonObject> health() {
    return client.health().recover(e -> refuse(e, Problem.REQUEST_REFUSED.because(
      "What answers at acestep.url is not ACE-Step's API server. Start acestep-api on the GPU host; its port is 8001 unless set.")
        .explained("not-acestep", Map.of())));
  }

  /** The models on the server's disk; that there is an answer proves that it is new enough to take an upload. */
  public Future<Inventory> inventory() {
    return client.inventory().map(Inventory::of).recover(e -> refuse(e, Problem.OUTDATED.because("This ACE-Step is too old: it cannot "
      + "take the audio that the next segment continues. Update ACE-Step on the GPU host (git pull, uv sync) and start it again.")));
  }

  /** A server that does not know what it is asked for. */
  private static <T> Future<T> refuse(Throwable e, AcestepException instead) {
    return Future.failedFuture(AcestepException.of(e).problem() == Problem.NOT_FOUND ? instead : e);
  }
}
