package worksound.engine;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.config.EngineConfig;

/** An engine that renders as fast as it can, and a client of it. */
@ExtendWith(VertxExtension.class)
abstract class EngineTestBase {

  EngineVerticle engine;
  EngineClient client;

  @BeforeEach
  void start(Vertx vertx) {
    engine = EngineClient.engine(new EngineConfig(0, 0));
    EngineClient.await(vertx.deployVerticle(engine));
    client = new EngineClient(vertx, engine.port());
  }
}
