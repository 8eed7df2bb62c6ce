package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** When the server starts it asks ACE-Step, changes nothing there, and tells what it finds before anyone presses Play. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class EngineCheckedTest {

  private static final String ALL_IS_WELL = null;

  @TempDir
  Path audioDir;
  private Vertx vertx;
  private AcestepStandIn standIn;
  private Server server;

  @BeforeEach
  void remember(Vertx given) {
    vertx = given;
  }

  private void openStandIn(StandInOptions options) throws Exception {
    standIn = AcestepStandIn.start(vertx, options.segment(6, 2)).await();
  }

  private void startServer() throws Exception {
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", standIn.url())));
  }

  @AfterEach
  void close() throws Exception {
    if (server != null) {
      server.stop();
    }
    if (standIn != null) {
      assertThat(standIn.violations()).isEmpty();
      standIn.close().await();
    }
  }

  @Test
  @Requirement("R10")
  void aServerThatHasAllModelsIsFoundReadyAndNothingIsLoadedThere() throws Exception {
    openStandIn(new StandInOptions());
    startServer();
    JsonObject engine = engineOnce(true, ALL_IS_WELL);
    assertThat(engine.getString("kind")).isEqualTo("acestep");
    assertThat(standIn.requests()).containsExactly("GET /health", "GET /v1/stats", "GET /v1/model_inventory");
    assertThat(standIn.loadedLm()).isNull();
  }

  @Test
  void aServerThatIsAwayIsToldAndFoundWhenItComes() throws Exception {
    openStandIn(new StandInOptions());
    standIn.stop().await();
    startServer();
    JsonObject engine = engineOnce(false, "--host 0.0.0.0");
    assertThat(engine.getString("finding")).contains(standIn.url());
    assertThat(explanation(engine).getString("code")).isEqualTo("unreachable");
    assertThat(explanation(engine).getJsonObject("args")).isEqualTo(new JsonObject().put("host", standIn.url()));
    standIn.restart().await();
    engineOnce(true, ALL_IS_WELL);
    assertThat(standIn.requests()).doesNotContain("POST /v1/init");
  }

  @Test
  @Requirement("R10")
  void modelsThatAreMissingAreNamedWithTheCommandThatBringsThem() throws Exception {
    openStandIn(new StandInOptions().dits("acestep-v15-turbo").lms("acestep-5Hz-lm-1.7B"));
    startServer();
    JsonObject engine = engineOnce(true, "acestep-download");
    assertThat(engine.getString("finding")).contains("acestep-v15-sft is not on the GPU host",
      "run there: uv run acestep-download --model acestep-v15-sft", "uv run acestep-download --model acestep-5Hz-lm-4B");
    assertThat(explanation(engine).getJsonObject("args").getString("command"))
      .isEqualTo("uv run acestep-download --model acestep-v15-sft && uv run acestep-download --model acestep-5Hz-lm-4B");
  }

  @Test
  void aKeyThatIsRefusedIsToldWithTheVariableThatHoldsIt() throws Exception {
    openStandIn(new StandInOptions().apiKey("another"));
    startServer();
    JsonObject engine = engineOnce(true, "ACESTEP_API_KEY");
    assertThat(explanation(engine).getString("code")).isEqualTo("key-missing");
    assertThat(explanation(engine).getJsonObject("args")).isEqualTo(new JsonObject().put("variable", "ACESTEP_API_KEY"));
  }

  @Test
  void anOldServerIsToldToBeTooOld() throws Exception {
    openStandIn(new StandInOptions().old());
    startServer();
    assertThat(explanation(engineOnce(true, "Update ACE-Step on the GPU host")).getString("code")).isEqualTo("outdated");
  }

  @Test
  void theFindingIsAnEventOfTheStream() throws Exception {
    openStandIn(new StandInOptions().lms("acestep-5Hz-lm-1.7B"));
    standIn.stop().await();
    startServer();
    engineOnce(false, "does not answer");
    Story story = Story.read(server, null);
    standIn.restart().await();
    JsonObject finding = story.await(frame -> frame.name().equals("engine_checked") && frame.data().getBoolean("reachable")).data();
    assertThat(finding.getString("code")).isEqualTo("models-missing");
    assertThat(finding.getJsonArray("missing")).containsExactly("acestep-5Hz-lm-4B");
    assertThat(finding.getJsonArray("models")).containsExactly("acestep-v15-sft", "acestep-v15-turbo");
    assertThat(finding.getJsonArray("lm_models")).containsExactly("acestep-5Hz-lm-1.7B");
    story.close();
  }

  @Test
  void aServerThatSaysNothingHoldsUpNoStartAndNothingIsSaidOfIt() throws Exception {
    Promise<Void> asked = Promise.promise();
    NetServer silent = vertx.createNetServer().connectHandler(socket -> asked.tryComplete()).listen(0, "127.0.0.1").await();
    server = Server.start(vertx, audioDir,
      new JsonObject().put("acestep", new JsonObject().put("url", "http://127.0.0.1:" + silent.actualPort())));
    server.answer(asked.future());
    JsonObject engine = server.status().getJsonObject("engine");
    assertThat(engine.containsKey("reachable")).isTrue();
    assertThat(engine.getBoolean("reachable")).isNull();
  }

  private static JsonObject explanation(JsonObject engine) {
    return engine.getJsonArray("findings").getJsonObject(0).getJsonObject("explanation");
  }

  /** The engine in the first snapshot in which it is reachable or not, and with words. */
  private JsonObject engineOnce(boolean reachable, String words) throws Exception {
    Story story = Story.read(server, null);
    JsonObject engine = story.await(frame -> frame.name().equals("status")
      && Boolean.valueOf(reachable).equals(frame.data().getJsonObject("engine").getBoolean("reachable"))).data().getJsonObject("engine");
    story.close();
    if (words == null) {
      assertThat(engine.getString("finding")).isNull();
    } else {
      assertThat(engine.getString("finding")).contains(words);
    }
    return engine;
  }
}
