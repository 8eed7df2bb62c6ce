package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;

/** The session with a stand-in as strict as the real ACE-Step. */
@Execution(ExecutionMode.CONCURRENT)
class StandInSessionTest extends SessionTest {

  private AcestepStandIn acestep;

  @Override
  JsonObject engine(Vertx vertx) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    return new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()));
  }

  @Override
  void holdTasks() {
    acestep.hold();
  }

  @Override
  void releaseTasks() {
    acestep.release();
  }

  @AfterEach
  void nothingWasSentThatTheRealServerWouldMind() throws Exception {
    assertThat(acestep.violations()).isEmpty();
    acestep.close().await();
  }
}
