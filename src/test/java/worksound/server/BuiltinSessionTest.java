package worksound.server;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** The session with the built-in engine. */
class BuiltinSessionTest extends SessionTest {

  @Override
  JsonObject engine(Vertx vertx) {
    return new JsonObject();
  }
}
