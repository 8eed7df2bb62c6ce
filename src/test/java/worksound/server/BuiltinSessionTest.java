package worksound.server;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.testing.Requirement;

/** The session with the built-in engine. */
@Requirement("B8")
@Execution(ExecutionMode.CONCURRENT)
class BuiltinSessionTest extends SessionTest {

  @Override
  JsonObject engine(Vertx vertx) {
    return new JsonObject();
  }
}
