package worksound.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.messages.Addresses.STATUS_GET;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import worksound.bus.RecordCodec;
import worksound.config.Config;
import worksound.messages.Snapshot;
import worksound.testing.Requirement;

/** Who is let in. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class AccessHandlerTest {

  private static final int PATIENCE_SECONDS = 20;
  private static final Pattern LINK = Pattern.compile("http://\\S+(/\\?access=[0-9a-f]{32})");

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Vertx vertx;
  private HttpClient client;
  private HttpVerticle http;

  /** An answer and its body. */
  private record Answer(HttpClientResponse response, Buffer body) {
    int status() {
      return response.statusCode();
    }

    String code() {
      return body.toJsonObject().getString("code");
    }
  }

  @BeforeEach
  void prepare(Vertx vertx) throws Exception {
    this.vertx = vertx;
    client = vertx.createHttpClient();
    RecordCodec.register(vertx.eventBus());
    Snapshot snapshot = new Snapshot(0, Instant.now(), null, Snapshot.State.idle, null, List.of(), null, null,
      new Snapshot.Prompt(null, null, null, null), null, null, new Snapshot.Timing(60, 15, 4, 15, 20),
      new Snapshot.Engine("builtin", null, true, null, List.of(), false, null, null, null, null, null), null, null, null, null, null);
    STATUS_GET.answer(vertx, ask -> Future.succeededFuture(snapshot)).await(PATIENCE_SECONDS, SECONDS);
    log.start();
    ((Logger) LoggerFactory.getLogger(AccessHandler.class)).addAppender(log);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,200", "localhost,200", "LOCALHOST,200", "[::1],200", "studio.lan,200", "192.168.1.7,200", "evil.example,403", "localhost.evil.example,403"})
  void aRequestIsAddressedToUsOrRefused(String host, int status) throws Exception {
    deploy(new JsonObject().put("allowed_hosts", new JsonArray().add("studio.lan")), null);
    Answer answer = get("/session/status", host, Map.of());
    assertThat(answer.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.code()).isEqualTo("foreign-host");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "Origin | http://127.0.0.1:PORT | 200",
    "Origin | https://127.0.0.1:PORT | 200",
    "Origin | 127.0.0.1:PORT | 403",
    "Origin | http://127.0.0.1:1 | 403",
    "Origin | http://evil.example | 403",
    "Origin | null | 403",
    "Sec-Fetch-Site | same-origin | 200",
    "Sec-Fetch-Site | none | 200",
    "Sec-Fetch-Site | cross-site | 403",
    "Sec-Fetch-Site | same-site | 403",
  })
  void anotherSitesPageIsRefused(String header, String value, int status) throws Exception {
    deploy(new JsonObject(), null);
    assertThat(get("/session/status", "127.0.0.1", Map.of(header, value.replace("PORT", "" + http.port()))).status()).isEqualTo(status);
  }

  @Test
  void aLinkFromAnotherSiteToThePageIsWelcome() throws Exception {
    deploy(new JsonObject(), null);
    assertThat(get("/", "127.0.0.1", Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void aFormThatAnotherSiteSubmitsIsNoLink(String method) throws Exception {
    deploy(new JsonObject(), null);
    Answer answer = send(method, "/session/stop", "127.0.0.1", Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("foreign-origin");
  }

  @Test
  void aTokenBeyondAsciiIsTakenAsUtf8AndAsLatin1() throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), "schl\u00fcssel\u5c4b");
    String utf8 = new String("schl\u00fcssel\u5c4b".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(raw("Authorization: Bearer " + utf8)).startsWith("HTTP/1.1 200 ");
    vertx.undeploy(vertx.deploymentIDs().iterator().next()).await(PATIENCE_SECONDS, SECONDS);
    deploy(new JsonObject().put("host", "0.0.0.0"), "schl\u00fcssel");
    assertThat(raw("Authorization: Bearer schl\u00fcssel")).startsWith("HTTP/1.1 200 ");
    assertThat(raw("Authorization: Bearer schlussel")).startsWith("HTTP/1.1 401 ");
  }

  /** The answer to a request with this header, both as bytes in ISO 8859-1. */
  private String raw(String header) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", http.port())) {
      socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
      socket.getOutputStream().write(("GET /session/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void oneConnectionTooManyIsAnsweredAtOnceAndRoomIsMadeAgain() throws Exception {
    deploy(new JsonObject().put("max_event_streams", 1).put("max_connections", 9).put("max_connections_per_address", 3), null);
    List<Socket> open = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      open.add(new Socket("127.0.0.1", http.port()));
    }
    try (Socket refused = new Socket("127.0.0.1", http.port())) {
      refused.setSoTimeout(PATIENCE_SECONDS * 1_000);
      assertThat(new String(refused.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
        .startsWith("HTTP/1.1 503 ").contains("Retry-After: 10").contains("http.max_connections_per_address (3)");
    }
    open.get(0).close();
    while (!isServed()) {
      // Until the server has seen the end of the first.
      assertThat(Thread.interrupted()).as("the time is up").isFalse();
    }
    for (Socket socket : open) {
      socket.close();
    }
  }

  private boolean isServed() throws IOException {
    try {
      return raw("X: y").startsWith("HTTP/1.1 200 ");
    } catch (SocketException hungUp) {
      return false;
    }
  }

  @Test
  void onLoopbackNobodyNeedsAToken() throws Exception {
    deploy(new JsonObject(), "secret");
    assertThat(get("/session/status", "127.0.0.1", Map.of()).status()).isEqualTo(200);
    assertThat(log.list).isEmpty();
  }

  @Test
  void whereOthersCanConnectATokenIsNeeded() throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), "secret");
    for (String path : List.of("/", "/session/status", "/session/events", "/audio/current.wav", "/openapi.json", "/health")) {
      Answer answer = get(path, "127.0.0.1", Map.of());
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("access-token-needed");
      assertThat(answer.body().toString()).doesNotContain("secret");
    }
    assertThat(get("/health/live", "127.0.0.1", Map.of()).status()).isEqualTo(204);
    assertThat(get("/session/status", "127.0.0.1", Map.of("Authorization", "Bearer wrong")).status()).isEqualTo(401);
    assertThat(get("/session/status", "127.0.0.1", Map.of("Authorization", "Bearer secret")).status()).isEqualTo(200);
  }

  @Test
  void aLinkLetsOneBrowserInOnce() throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), "secret");
    String first = link();
    Answer welcomed = get(first, "127.0.0.1", Map.of());
    assertThat(welcomed.status()).isEqualTo(303);
    assertThat(welcomed.response().getHeader("Location")).isEqualTo("/");
    String cookie = welcomed.response().getHeader("Set-Cookie");
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
    assertThat(get("/session/status", "127.0.0.1", Map.of("Cookie", cookie.replaceFirst(";.*", ""))).status()).isEqualTo(200);
    assertThat(get(first, "127.0.0.1", Map.of()).status()).as("a used link").isEqualTo(401);
    assertThat(link()).as("the next link").isNotEqualTo(first);
    assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a,b;c=\"d\"", "\\", "p\u00e4\u5c4b\u6839"})
  void aTokenMayBeAnyTextAndIsNotInTheBrowser(String token) throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), token);
    Answer welcomed = get(link(), "127.0.0.1", Map.of());
    assertThat(welcomed.status()).isEqualTo(303);
    String cookie = welcomed.response().getHeader("Set-Cookie").replaceFirst(";.*", "");
    assertThat(cookie).matches("worksound_access=[0-9a-f]{64}");
    assertThat(get("/session/status", "127.0.0.1", Map.of("Cookie", cookie)).status()).isEqualTo(200);
    String another = cookie.substring(0, cookie.length() - 1) + (cookie.endsWith("0") ? "1" : "0");
    assertThat(get("/session/status", "127.0.0.1", Map.of("Cookie", another)).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?access=%zz", "/?access=%", "/session/status?x=%e", "/audio/0.wav?session=%zz"})
  void aBrokenQueryIsRefusedBeforeAnybodyReadsIt(String path) throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), "secret");
    Answer answer = get(path, "127.0.0.1", Map.of());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad-request");
  }

  @Test
  void aTokenIsMadeUpWhereNoneIsSet() throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), null);
    assertThat(get("/session/status", "127.0.0.1", Map.of()).status()).isEqualTo(401);
    assertThat(get(link(), "127.0.0.1", Map.of()).status()).isEqualTo(303);
  }

  @Test
  @Requirement("B12")
  void aKeyThatFollowsFromTheTokenOpensTheStreamAndNothingElse() throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0"), "secret");
    String list = get("/listen.m3u", "127.0.0.1", Map.of("Authorization", "Bearer secret")).body().toString();
    Matcher key = Pattern.compile("\nlisten\\.mp3\\?(key=[0-9a-f]{32})\n").matcher(list);
    assertThat(key.find()).as(list).isTrue();
    assertThat(send("HEAD", "/listen.mp3?" + key.group(1), "127.0.0.1", Map.of()).status()).isEqualTo(200);
    assertThat(get("/listen.m3u?" + key.group(1), "127.0.0.1", Map.of()).body().toString()).contains(key.group(1));
    assertThat(get("/listen.svg?" + key.group(1), "127.0.0.1", Map.of()).body().toString()).startsWith("<svg");
    assertThat(get("/listen.svg", "127.0.0.1", Map.of()).status()).isEqualTo(401);
    assertThat(send("HEAD", "/listen.mp3", "127.0.0.1", Map.of()).status()).isEqualTo(401);
    assertThat(send("HEAD", "/listen.mp3?key=" + "0".repeat(32), "127.0.0.1", Map.of()).status()).isEqualTo(401);
    assertThat(send("HEAD", "/listen.mp3?key=secret", "127.0.0.1", Map.of()).status()).as("the token does not stand in addresses").isEqualTo(401);
    for (String path : List.of("/session/status", "/session/events", "/audio/current.wav", "/", "/openapi.json")) {
      assertThat(get(path + "?" + key.group(1), "127.0.0.1", Map.of()).status()).as(path).isEqualTo(401);
    }
    assertThat(send("POST", "/session/stop?" + key.group(1), "127.0.0.1", Map.of()).status()).isEqualTo(401);
    assertThat(get("/session/status", "127.0.0.1", Map.of("Authorization", "Bearer " + key.group(1).substring(4))).status()).isEqualTo(401);
  }

  @Test
  void theTokenCanBeWaivedOnPurpose() throws Exception {
    deploy(new JsonObject().put("host", "0.0.0.0").put("allow_anyone", true), null);
    assertThat(get("/session/status", "127.0.0.1", Map.of()).status()).isEqualTo(200);
  }

  private void deploy(JsonObject differs, String token) throws Exception {
    http = new HttpVerticle(Config.from(new JsonObject().put("http", new JsonObject().put("port", 0).mergeIn(differs))).http(), token);
    vertx.deployVerticle(http).await(PATIENCE_SECONDS, SECONDS);
  }

  /** The newest link in the log. */
  private String link() {
    Matcher link = LINK.matcher(log.list.get(log.list.size() - 1).getFormattedMessage());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private Answer get(String path, String host, Map<String, String> headers) throws Exception {
    return send("GET", path, host, headers);
  }

  private Answer send(String method, String path, String host, Map<String, String> headers) throws Exception {
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.valueOf(method)).setHost("127.0.0.1").setPort(http.port()).setURI(path);
    headers.forEach(options::putHeader);
    return client.request(options)
      .compose(request -> request.authority(HostAndPort.create(host, http.port())).send()
        // Within, so that it is on the event loop that the body is asked for: from here the body may have gone by before that.
        .compose(response -> response.body().map(body -> new Answer(response, body))))
      .await(PATIENCE_SECONDS, SECONDS);
  }
}
