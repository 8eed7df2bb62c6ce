package worksound.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import worksound.acestep.AcestepContractTest;
import worksound.config.EngineConfig;
import worksound.testing.Requirement;

/** The built-in engine passes for an ACE-Step server. */
@Requirement("B8")
final class BuiltinContractTest extends AcestepContractTest {

  @Override
  protected String apiKey() {
    return EngineClient.KEY;
  }

  @Override
  protected Future<String> startServer(Vertx vertx) {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(0, 0));
    return vertx.deployVerticle(engine).map(id -> "http://127.0.0.1:" + engine.port());
  }
}
