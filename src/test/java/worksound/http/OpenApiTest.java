package worksound.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.config.Config;
import worksound.config.HttpConfig;
import worksound.http.listen.ListenStreams;
import worksound.inference.failure.Problem;
import worksound.messages.Snapshot.Phase;
import worksound.server.Description;

/** The description names every route that is served, and no other. */
@ExtendWith(VertxExtension.class)
class OpenApiTest {

  @Test
  void whatIsDescribedIsWhatIsServed(Vertx vertx) throws Exception {
    JsonObject description = vertx.fileSystem().readFile(Routes.RESOURCES + "openapi.json").await().toJsonObject();
    Set<String> described = new Description(description).operations().values().stream()
      .map(operation -> operation.method() + " " + operation.path()).collect(Collectors.toCollection(TreeSet::new));
    HttpConfig http = Config.from(new JsonObject()).http();
    Router router = Routes.router(vertx, http, new AccessHandler(http, null), new EventStreams(vertx, 1), new ListenStreams(vertx), "");
    Set<String> served = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      if (route.methods() != null && route.isExactPath()) {
        route.methods().forEach(method -> served.add(method + " " + route.getPath().replaceAll(":(\\w+)", "{$1}")));
      }
    }
    assertThat(described).isEqualTo(served);
  }

  @Test
  void everyPhaseAndProblemIsDescribed(Vertx vertx) throws Exception {
    JsonObject schemas = vertx.fileSystem().readFile(Routes.RESOURCES + "openapi.json").await().toJsonObject().getJsonObject("components")
      .getJsonObject("schemas");
    assertThat(codes(schemas, "Phase")).containsExactlyElementsOf(Arrays.stream(Phase.Code.values()).map(Enum::name).toList());
    assertThat(codes(schemas, "Explanation")).containsAll(Arrays.stream(Problem.values()).map(Problem::code).toList());
  }

  @SuppressWarnings("unchecked")
  private static List<String> codes(JsonObject schemas, String schema) {
    return schemas.getJsonObject(schema).getJsonObject("properties").getJsonObject("code").getJsonArray("enum").getList();
  }
}
