package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** Every answer is as {@code openapi.json} describes it, and every described answer can be had. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class DescribedAnswersTest {

  private static final List<String> FORMATS = List.of("Wav", "Mp3", "Opus");

  private final Set<String> seen = new TreeSet<>();
  private AcestepStandIn acestep;
  private Server server;
  private Description description;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()))
      .put("stream", new JsonObject().put("autostart", false)));
    description = new Description(server.get("/openapi.json").bodyAsJsonObject());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    acestep.close().await();
  }

  @Test
  @Requirement("R3")
  void aTourThroughEveryAnswer() throws Exception {
    Story story = Story.read(server, null);
    tourWhileIdle();
    String session = check("startSession", post("/session/start"), new JsonObject().put("prompt", "calm")).bodyAsJsonObject().getString("session_id");
    check("startSession", post("/session/start"), new JsonObject());
    story.awaitEvent("segment_accepted", 0);
    check("getStatus", get("/session/status"), null);
    tourOfPlayback(session);
    tourOfAudio(story, session);
    check("getStatus", get("/session/status"), null);
    tourOfStream();
    check("changePrompt", server.request(HttpMethod.PUT, "/session/prompt"), new JsonObject().put("prompt", "rain"));
    check("requestPiece", post("/session/piece"), null);
    check("getStatus", get("/session/status"), null);
    check("withdrawPiece", server.request(HttpMethod.DELETE, "/session/piece"), null);
    check("getStatus", get("/session/status"), null);
    check("stopSession", post("/session/stop"), null);
    story.close();
    seen.add("getEvents 200"); // read by the story above
    assertThat(seen).as("answers that the description promises").containsAll(described());
  }

  private void tourWhileIdle() throws Exception {
    for (String operation : Set.of("getStatus", "getStatusHead", "health", "healthHead", "ready", "readyHead", "live", "liveHead",
      "openapi", "openapiHead", "page", "pageHead", "playlist", "playlistHead", "listenQrCode", "listenQrCodeHead",
      "listenWavHead", "listenMp3Head", "listenOpusHead")) {
      check(operation, request(operation), null);
    }
    for (String format : FORMATS) {
      check("listen" + format, get("/listen." + format.toLowerCase(Locale.ROOT)), null);
      check("listen" + format, get("/listen." + format.toLowerCase(Locale.ROOT) + "?prompt=" + "x".repeat(2_001)), null);
    }
    JsonObject tooLarge = new JsonObject().put("prompt", "x".repeat(70_000));
    for (String operation : Set.of("startSession", "stopSession", "changePrompt", "requestPiece", "withdrawPiece", "reportPlayback")) {
      HttpRequest<Buffer> request = request(operation);
      check(operation, request, tooLarge);
      if (!Set.of("stopSession", "requestPiece", "withdrawPiece").contains(operation)) {
        check(operation, request, new JsonObject().put("unknown", 1));
      }
    }
    check("changePrompt", server.request(HttpMethod.PUT, "/session/prompt"), new JsonObject().put("prompt", "x"));
    check("requestPiece", post("/session/piece"), null);
    check("withdrawPiece", server.request(HttpMethod.DELETE, "/session/piece"), null);
    check("stopSession", post("/session/stop"), null);
    check("getCurrent", get("/audio/current.wav"), null);
    check("headCurrent", server.request(HttpMethod.HEAD, "/audio/current.wav"), null);
    check("getSegment", get("/audio/0.wav"), null);
    check("headSegment", server.request(HttpMethod.HEAD, "/audio/0.wav"), null);
  }

  private void tourOfPlayback(String session) throws Exception {
    JsonObject report = new JsonObject().put("player_id", "page").put("session_id", session).put("state", "playing")
      .put("segment_index", 0).put("position_seconds", 1.5).put("buffered_seconds", 4.5).put("underruns", 0).put("download_seconds", 0.3);
    check("reportPlayback", post("/session/playback"), report);
    check("reportPlayback", post("/session/playback"), report.copy().put("player_id", "another"));
    check("getStatus", get("/session/status"), null);
  }

  /** These answers have no end, so they are read by hand. */
  private void tourOfStream() throws Exception {
    for (String format : FORMATS) {
      try (StreamReader player = StreamReader.listen(server.port(), "/listen." + format.toLowerCase(Locale.ROOT), "")) {
        seen.add("listen" + format + " " + player.status());
      }
    }
  }

  private void tourOfAudio(Story story, String session) throws Exception {
    for (Map.Entry<String, String> wav : Map.of("Current", "/audio/current.wav", "Segment", "/audio/0.wav").entrySet()) {
      String etag = check("head" + wav.getKey(), server.request(HttpMethod.HEAD, wav.getValue()), null).getHeader("ETag");
      check("get" + wav.getKey(), get(wav.getValue()).putHeader("Range", "bytes=0-9"), null);
      check("get" + wav.getKey(), get(wav.getValue()).putHeader("Range", "bytes=99999999-"), null);
      check("get" + wav.getKey(), get(wav.getValue()).putHeader("If-None-Match", etag), null);
      check("head" + wav.getKey(), server.request(HttpMethod.HEAD, wav.getValue()).putHeader("If-None-Match", etag), null);
      check("get" + wav.getKey(), get(wav.getValue() + "?session=another"), null);
      check("head" + wav.getKey(), server.request(HttpMethod.HEAD, wav.getValue() + "?session=another"), null);
    }
    check("getSegment", get("/audio/0.wav?session=" + session), null);
    story.awaitEvent("segment_accepted", 1);
    check("getCurrent", get("/audio/current.wav"), null);
  }

  private HttpRequest<Buffer> request(String operation) {
    return server.request(description.operation(operation).method(), description.operation(operation).path());
  }

  private HttpRequest<Buffer> get(String path) {
    return server.request(HttpMethod.GET, path);
  }

  private HttpRequest<Buffer> post(String path) {
    return server.request(HttpMethod.POST, path);
  }

  /** Sends and holds the answer against the description. */
  private HttpResponse<Buffer> check(String operation, HttpRequest<Buffer> request, JsonObject body) throws Exception {
    HttpResponse<Buffer> response = server.answer(body == null ? request.send() : request.sendJsonObject(body));
    String what = operation + " " + response.statusCode();
    assertThat(described()).as("an answer that is not described").contains(what);
    seen.add(what);
    assertThat(description.fault(description.operation(operation), response.statusCode(), response.getHeader("Content-Type"), response.bodyAsString()))
      .as(what).isEmpty();
    return response;
  }

  private Set<String> described() {
    Set<String> answers = new TreeSet<>();
    description.operations().values().forEach(operation -> operation.statuses().stream()
      .filter(status -> !status.equals("503")) // a deaf verticle cannot be had by asking
      .forEach(status -> answers.add(operation.id() + " " + status)));
    return answers;
  }
}
