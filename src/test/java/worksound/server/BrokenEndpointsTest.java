package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import worksound.acestep.BrokenAnswer;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** Every endpoint of ACE-Step, broken in every way: nothing waits for ever, nothing is kept without bound, and a person is told. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@Tag("long")
class BrokenEndpointsTest {

  /** Asked when models are loaded, which the first Play does. */
  private static final List<String> LOADING = List.of("/v1/stats", "/v1/model_inventory", "/v1/init", "/v1/models");
  /** Asked for every segment. */
  private static final List<String> MAKING = List.of("/health", "/release_task", "/query_result", "/v1/audio");

  private static final JsonObject SHORT = new JsonObject().put("answer_timeout_seconds", 1).put("init_timeout_seconds", 1)
    .put("transfer_timeout_seconds", 2).put("max_download_bytes", 2_000_000).put("fallback", List.of());
  /** Longer than the test: only what is given up on purpose ends. */
  private static final JsonObject LONG = new JsonObject().put("answer_timeout_seconds", 600).put("init_timeout_seconds", 600)
    .put("download_stall_seconds", 600).put("transfer_timeout_seconds", 600).put("fallback", List.of());

  static Stream<Arguments> loading() {
    return grid(LOADING.stream(), Arrays.stream(BrokenAnswer.values()));
  }

  static Stream<Arguments> making() {
    return grid(MAKING.stream(), Arrays.stream(BrokenAnswer.values()));
  }

  static Stream<Arguments> hanging() {
    return grid(Stream.concat(LOADING.stream(), MAKING.stream()), Arrays.stream(BrokenAnswer.values()).filter(BrokenAnswer::hangs));
  }

  private static Stream<Arguments> grid(Stream<String> endpoints, Stream<BrokenAnswer> answers) {
    List<BrokenAnswer> all = answers.toList();
    return endpoints.flatMap(path -> all.stream().map(how -> Arguments.of(path, how)));
  }

  @Test
  void everyEndpointThatIsAskedIsBrokenHere(Vertx vertx, @TempDir Path audioDir) throws Exception {
    World world = world(vertx, audioDir, SHORT);
    world.play();
    world.assertMusicGoesOn();
    Set<String> asked = new TreeSet<>(world.acestep.requests().stream().map(request -> request.split(" ")[1]).toList());
    assertThat(asked).containsExactlyInAnyOrderElementsOf(Stream.concat(LOADING.stream(), MAKING.stream()).toList());
    world.assertNothingIsLeft();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("loading")
  void aPersonIsToldWhatIsWrongAndPlayGoesOnOnceItIsMended(String path, BrokenAnswer how, Vertx vertx, @TempDir Path audioDir)
    throws Exception {
    World world = world(vertx, audioDir, SHORT);
    world.acestep.breakEndpoints(how, path);
    world.play();
    JsonObject failure = world.awaitWords("session_failed");
    assertThat(failure.getString("code")).isIn("unreachable", "server-error", "initialization-failed");
    world.acestep.mend();
    world.resume();
    world.assertMusicGoesOn();
    world.assertNothingIsLeft();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("making")
  void theMusicThatIsThereGoesOnAndMoreIsMadeOnceItIsMended(String path, BrokenAnswer how, Vertx vertx, @TempDir Path audioDir)
    throws Exception {
    World world = world(vertx, audioDir, SHORT);
    world.play();
    world.awaitAccepted(0);
    world.acestep.breakEndpoints(how, path);
    world.listener.hear(0);
    if (path.equals("/query_result")) {
      // The task runs on; that nobody can see it is no failure yet.
      world.story.await(frame -> frame.name().equals("status")
        && Boolean.FALSE.equals(frame.data().getJsonObject("engine").getBoolean("reachable")));
    } else {
      assertThat(world.awaitWords("generation_failed").getString("code")).isIn("unreachable", "server-error", "download-failed");
    }
    JsonObject status = world.server.status();
    assertThat(status.getValue("error")).as("what is there plays on").isNull();
    assertThat(status.getString("state")).isEqualTo("playing");
    world.acestep.mend();
    world.assertMusicGoesOn();
    world.assertNothingIsLeft();
  }

  /** However often it fails: more often than {@code acestep.max_attempts}, which counts what is made badly. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("oftenBroken")
  void aServerThatIsBrokenForLongIsWaitedFor(String path, BrokenAnswer how, Vertx vertx, @TempDir Path audioDir) throws Exception {
    World world = world(vertx, audioDir, SHORT);
    world.play();
    world.awaitAccepted(0);
    world.acestep.breakEndpoints(how, path);
    world.listener.hear(0);
    world.story.await(frame -> frame.name().equals("generation_failed") && frame.data().getInteger("attempt") == 4);
    assertThat(world.server.status().getString("state")).isEqualTo("playing");
    world.acestep.mend();
    world.assertMusicGoesOn();
    world.assertNothingIsLeft();
  }

  static Stream<Arguments> oftenBroken() {
    return grid(Stream.of("/release_task", "/v1/audio"), Stream.of(BrokenAnswer.DRIPS, BrokenAnswer.CLOSES, BrokenAnswer.HUGE));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hanging")
  void stopWaitsForNothingAndTheNextPlayStarts(String path, BrokenAnswer how, Vertx vertx, @TempDir Path audioDir) throws Exception {
    World world = world(vertx, audioDir, LONG);
    world.acestep.breakEndpoints(how, path);
    world.play();
    done(world.acestep.await(StandInEvent.BROKEN, 1));
    assertThat(world.server.send(HttpMethod.POST, "/session/stop", new JsonObject()).statusCode()).isEqualTo(200);
    assertThat(world.server.status().getString("state")).isEqualTo("idle");
    world.acestep.mend();
    world.play();
    world.assertMusicGoesOn();
    world.assertNothingIsLeft();
  }

  /** While models are loaded lazily, ACE-Step answers nothing at all. */
  @Test
  @Requirement("B15")
  void aServerThatHangsAsAWholeIsWaitedForWhileTheMusicGoesOn(Vertx vertx, @TempDir Path audioDir) throws Exception {
    World world = world(vertx, audioDir, SHORT);
    world.play();
    world.awaitAccepted(0);
    world.acestep.breakEndpoints(BrokenAnswer.NEVER, Stream.concat(LOADING.stream(), MAKING.stream()).toArray(String[]::new));
    world.listener.hear(0);
    assertThat(world.awaitWords("generation_failed").getString("message")).contains("is there and hangs").contains("(acestep.");
    world.acestep.mend();
    world.assertMusicGoesOn();
    world.assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("hangingAtStart")
  void whatIsFoundAtTheStartIsToldAndTakenBackByItself(String path, BrokenAnswer how, Vertx vertx, @TempDir Path audioDir) throws Exception {
    World world = world(vertx, audioDir, SHORT);
    world.restartServer(() -> world.acestep.breakEndpoints(how, path));
    // In the snapshot, for the event may have passed before anybody listened.
    JsonObject found = world.story.await(frame -> frame.name().equals("status") && finding(frame.data()) != null).data();
    assertThat(finding(found)).hasSizeBetween(20, 500).contains(world.acestep.url());
    world.acestep.mend();
    world.story.await(frame -> frame.name().equals("status")
      && Boolean.TRUE.equals(frame.data().getJsonObject("engine").getBoolean("reachable")));
    world.play();
    world.assertMusicGoesOn();
    world.assertNothingIsLeft();
  }

  private static String finding(JsonObject status) {
    return status.getJsonObject("engine").getString("finding");
  }

  static Stream<Arguments> hangingAtStart() {
    return grid(Stream.of("/health", "/v1/stats", "/v1/model_inventory"), Stream.of(BrokenAnswer.NEVER, BrokenAnswer.DRIPS, BrokenAnswer.HUGE));
  }

  private static World world(Vertx vertx, Path audioDir, JsonObject settings) throws Exception {
    return new World(vertx, audioDir, new StandInOptions(), null, settings);
  }
}
