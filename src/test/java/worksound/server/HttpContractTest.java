package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** What is answered to good and bad requests. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class HttpContractTest {

  private AcestepStandIn acestep;
  private Server server;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url())));
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    acestep.close().await();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "POST | /session/start  | not json             | 400 | bad-request",
    "POST | /session/start  | [\"calm\"]           | 400 | bad-request",
    "POST | /session/start  | {\"prompt\": 5}      | 400 | bad-request",
    "POST | /session/start  | {\"prompt\": [\"a\"]}| 400 | bad-request",
    "POST | /session/start  | {\"promt\": \"a\"}   | 400 | bad-request",
    "POST | /session/start  | {\"resume\": \"yes\"}| 400 | bad-request",
    "PUT  | /session/prompt | {}                   | 400 | bad-request",
    "PUT  | /session/prompt | {\"prompt\": \"x\"}  | 409 | no-session",
    "POST | /session/playback | {}                 | 400 | bad-request",
    "POST | /session/playback | {\"player_id\":\"p\",\"session_id\":\"s\",\"state\":\"playing\",\"position_seconds\":0,\"buffered_seconds\":0} | 409 | no-session",
    "POST | /session/playback | {\"player_id\":\"p\",\"session_id\":\"s\",\"state\":\"dancing\",\"position_seconds\":0,\"buffered_seconds\":0} | 400 | bad-request",
    "POST | /session/playback | {\"player_id\":\"p\",\"session_id\":\"s\",\"state\":\"playing\",\"position_seconds\":-1,\"buffered_seconds\":0} | 400 | bad-request",
    "POST | /nothing/here   | {}                   | 404 | not-found",
    "GET  | /nothing/here   | ~~                   | 404 | not-found",
    "GET  | /audio/current.wav | ~~                | 404 | not-found",
    "GET  | /audio/0.wav    | ~~                   | 404 | not-found",
    "GET  | /audio/-1.wav   | ~~                   | 404 | not-found",
    "GET  | /audio/x.wav    | ~~                   | 404 | not-found",
    "GET  | /audio/99999999999.wav | ~~            | 404 | not-found",
    "GET  | /audio/..%2f..%2fpom.xml.wav | ~~      | 404 | not-found",
  })
  void aBadRequestIsRefusedInWords(String method, String path, String body, int status, String code) throws Exception {
    HttpResponse<Buffer> response = server.sendRaw(HttpMethod.valueOf(method), path, body);
    assertProblem(response, status, code);
    assertThat(server.status().getString("state")).isEqualTo("idle");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "GET    | /session/start      | POST",
    "DELETE | /session/stop       | POST",
    "POST   | /session/prompt     | PUT",
    "GET    | /session/playback   | POST",
    "POST   | /session/status     | GET, HEAD",
    "POST   | /session/events     | GET",
    "PUT    | /audio/0.wav        | GET, HEAD",
    "POST   | /audio/current.wav  | GET, HEAD",
    "POST   | /health             | GET, HEAD",
    "DELETE | /openapi.json       | GET, HEAD",
    "POST   | /                   | GET, HEAD",
  })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) throws Exception {
    HttpResponse<Buffer> response = server.sendRaw(HttpMethod.valueOf(method), path, "");
    assertProblem(response, 405, "method-not-allowed");
    assertThat(response.getHeader("Allow")).isEqualTo(allowed);
  }

  @Test
  void aPromptMayHaveTwoThousandCharactersAndNoMore() throws Exception {
    String longest = "静".repeat(2_000);
    assertProblem(server.send(HttpMethod.POST, "/session/start", new JsonObject().put("prompt", longest + "x")), 400, "prompt-too-long");
    assertThat(server.send(HttpMethod.POST, "/session/start", new JsonObject().put("prompt", longest)).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyOverSixtyFourKibibytesIsRefused() throws Exception {
    assertProblem(server.sendRaw(HttpMethod.POST, "/session/start", " ".repeat(64 * 1024 + 1)), 413, "body-too-large");
    assertThat(server.status().getString("state")).isEqualTo("idle");
  }

  @Test
  void startWhileRunningNamesTheRunningSession() throws Exception {
    acestep.hold();
    String session = server.play("calm");
    HttpResponse<Buffer> second = server.send(HttpMethod.POST, "/session/start", new JsonObject().put("prompt", "rain"));
    assertProblem(second, 409, "already-running");
    assertThat(second.bodyAsJsonObject().getString("session_id")).isEqualTo(session);
    assertThat(server.status().getJsonObject("prompt").getString("current")).isEqualTo("calm");
  }

  @Test
  void stopWhileIdleDoesNothing() throws Exception {
    HttpResponse<Buffer> response = server.sendRaw(HttpMethod.POST, "/session/stop", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsJsonObject().getMap()).containsEntry("session_id", null);
  }

  @Test
  @Requirement("R4")
  void aSegmentIsServedWholeInPartsAndNotAgain() throws Exception {
    Story story = Story.read(server, null);
    server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    HttpResponse<Buffer> whole = server.get("/audio/0.wav");
    String etag = whole.getHeader("ETag");
    assertThat(whole.getHeader("Content-Type")).isEqualTo("audio/wav");
    assertThat(whole.getHeader("Accept-Ranges")).isEqualTo("bytes");
    assertThat(whole.getHeader("Cache-Control")).isEqualTo("no-cache");
    assertThat(whole.getHeader("Content-Length")).isEqualTo(String.valueOf(whole.body().length()));
    HttpResponse<Buffer> current = server.answer(server.request(HttpMethod.GET, "/audio/current.wav").putHeader("Range", "bytes=0-").send());
    assertThat(current.statusCode()).isEqualTo(206);
    HttpResponse<Buffer> part = range("bytes=44-99", null);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.getHeader("Content-Range")).isEqualTo("bytes 44-99/" + whole.body().length());
    assertThat(part.body()).isEqualTo(whole.body().getBuffer(44, 100));
    assertThat(range("bytes=-10", etag).body()).isEqualTo(whole.body().getBuffer(whole.body().length() - 10, whole.body().length()));
    assertThat(range("bytes=0-9", "\"old\"").statusCode()).isEqualTo(200);
    HttpResponse<Buffer> outside = range("bytes=" + whole.body().length() + "-", null);
    assertProblem(outside, 416, "range-not-satisfiable");
    assertThat(outside.getHeader("Content-Range")).isEqualTo("bytes */" + whole.body().length());
    HttpResponse<Buffer> fresh = server.answer(server.request(HttpMethod.GET, "/audio/0.wav").putHeader("If-None-Match", etag).send());
    assertThat(fresh.statusCode()).isEqualTo(304);
    assertThat(fresh.body()).isNull();
    HttpResponse<Buffer> head = server.answer(server.request(HttpMethod.HEAD, "/audio/0.wav").send());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.getHeader("Content-Length")).isEqualTo(String.valueOf(whole.body().length()));
    assertThat(head.getHeader("X-Segment-Index")).isEqualTo("0");
    story.close();
  }

  @Test
  @Requirement("R4")
  void theNewestSegmentIsServedAsCurrent() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    assertThat(server.get("/audio/current.wav").getHeader("X-Segment-Index")).isEqualTo("0");
    server.get("/audio/0.wav?session=" + session);
    story.awaitEvent("segment_accepted", 1);
    HttpResponse<Buffer> current = server.get("/audio/current.wav");
    assertThat(current.getHeader("X-Segment-Index")).isEqualTo("1");
    assertThat(current.body()).isEqualTo(server.get("/audio/1.wav").body());
    story.close();
  }

  @Test
  void aPartThatDoesNotReachTheEndIsNoDelivery() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    String listened = "/audio/0.wav?session=" + session;
    server.answer(server.request(HttpMethod.GET, listened).putHeader("Range", "bytes=0-99").send());
    server.answer(server.request(HttpMethod.HEAD, listened).send());
    assertThat(server.status().getValue("generation")).isNull();
    server.answer(server.request(HttpMethod.GET, listened).putHeader("Range", "bytes=100-").send());
    story.awaitEvent("segment_accepted", 1);
    assertThat(story.names().stream().filter("segment_delivered"::equals)).hasSize(1);
    story.close();
  }

  @Test
  void oneWhoDoesNotNameTheSessionIsNoListenerWhetherAPagePlaysOrNot() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    server.get("/audio/current.wav");
    server.get("/audio/0.wav");
    report("page", session, false);
    server.get("/audio/current.wav");
    server.get("/audio/0.wav");
    assertThat(server.status().getValue("generation")).as("nothing is made for a monitor").isNull();
    assertThat(server.get("/audio/0.wav?session=another").statusCode()).isEqualTo(410);
    assertThat(server.get("/audio/99.wav?session=another").statusCode()).isEqualTo(410);
    server.get("/audio/0.wav?session=" + session);
    story.awaitEvent("segment_accepted", 1);
    assertThat(story.names().stream().filter("segment_delivered"::equals)).hasSize(1);
    story.close();
  }

  @Test
  void aBrokenQueryIsRefused() throws Exception {
    assertProblem(server.get("/audio/current.wav?session=%zz"), 400, "bad-request");
  }

  @Test
  void oneWhoPlaysIsToldFromOneWhoDoesNot() throws Exception {
    acestep.hold();
    String session = server.play("calm");
    assertThat(report("first", session, false).statusCode()).isEqualTo(204);
    assertProblem(report("second", session, false), 409, "playback-taken");
    assertThat(server.status().getJsonObject("playback").getString("player_id")).isEqualTo("first");
    assertThat(report("second", session, true).statusCode()).isEqualTo(204);
    assertProblem(report("first", session, false), 409, "playback-taken");
    assertProblem(report("first", "another", true), 409, "no-session");
    assertThat(server.status().getString("state")).isEqualTo("playing");
  }

  @Test
  void thePageIsServedFreshAndClosedIn() throws Exception {
    for (String path : Set.of("/", "/css/page.css", "/js/main.js")) {
      HttpResponse<Buffer> response = server.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
      assertThat(response.getHeader("Content-Security-Policy")).contains("default-src 'self'");
      assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    assertThat(server.get("/").getHeader("Content-Type")).startsWith("text/html");
    assertThat(server.get("/js/main.js").getHeader("Content-Type")).contains("javascript");
    assertThat(server.get("/../conf/config.json").statusCode()).isEqualTo(404);
    assertThat(server.get("/..%2fconf%2fconfig.json").statusCode()).isIn(400, 404);
  }

  @Test
  void whatThePageNamesIsKeptForGoodUnderItsVersionAndGoesOutCompressed() throws Exception {
    Matcher named = Pattern.compile("/[0-9a-f]{8}(/js/main.js)").matcher(server.get("/").bodyAsString());
    assertThat(named.find()).isTrue();
    String script = server.get(named.group()).bodyAsString();
    assertThat(script).as("a module, and one that it imports").contains("Wires the page together.", "createSession(");
    Buffer plain = Buffer.buffer(script);
    HttpResponse<Buffer> kept = server.answer(server.request(HttpMethod.GET, named.group()).putHeader("Accept-Encoding", "gzip").send());
    assertThat(kept.getHeader("Cache-Control")).contains("immutable");
    assertThat(kept.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(kept.getHeader("Vary")).containsIgnoringCase("accept-encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(kept.body().getBytes())).readAllBytes()).isEqualTo(plain.getBytes());
    HttpResponse<Buffer> refused = server.answer(server.request(HttpMethod.GET, named.group()).putHeader("Accept-Encoding", "gzip;q=0").send());
    assertThat(refused.getHeader("Content-Encoding")).isNull();
    assertThat(refused.body()).isEqualTo(plain);
    assertThat(refused.getHeader("ETag")).isNotEqualTo(kept.getHeader("ETag"));
    HttpResponse<Buffer> older = server.get("/00000000" + named.group(1));
    assertThat(older.getHeader("Cache-Control")).isEqualTo("no-cache");
    assertThat(older.body()).isEqualTo(plain);
    assertThat(server.get(named.group().replace("main", "no-such")).statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement("R5")
  void healthTellsLiveFromReady() throws Exception {
    assertThat(server.get("/health/live").statusCode()).isEqualTo(204);
    for (String path : Set.of("/health", "/health/ready")) {
      HttpResponse<Buffer> response = server.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.bodyAsJsonObject().getJsonArray("checks")).hasSize(4);
    }
  }

  private HttpResponse<Buffer> range(String range, String ifRange) throws Exception {
    var request = server.request(HttpMethod.GET, "/audio/0.wav").putHeader("Range", range);
    return server.answer((ifRange == null ? request : request.putHeader("If-Range", ifRange)).send());
  }

  private HttpResponse<Buffer> report(String player, String session, boolean claim) throws Exception {
    return server.send(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", player).put("session_id", session)
      .put("state", "playing").put("segment_index", null).put("position_seconds", 0).put("buffered_seconds", 0).put("claim", claim));
  }

  private static void assertProblem(HttpResponse<Buffer> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("detail")).isNotBlank();
  }
}
