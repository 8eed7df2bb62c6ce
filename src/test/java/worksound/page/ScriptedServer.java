package worksound.page;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import worksound.server.Description;

/**
 * The server side of the page's contract, acted out from a {@link Script} with segments cut from the {@link Tape}. It serves the
 * page under the strictest content security policy, and notes every breach of the contract in {@link #violations()}.
 */
final class ScriptedServer implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;
  /** Under this key a request knows its place among the requests. */
  private static final String PLACE = "place";
  private static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
  private final ScriptedEvents events = new ScriptedEvents();
  private final Description description;
  private final List<String> undescribed = new CopyOnWriteArrayList<>();
  private final ScriptedSession session;
  private final ScriptedPlayback playback;
  private final ScriptedAudio audio;
  private final HttpServer server;

  ScriptedServer(Script script) throws Exception {
    description = new Description(vertx.fileSystem().readFile("META-INF/worksound/openapi.json").await(PATIENCE_SECONDS, TimeUnit.SECONDS).toJsonObject());
    session = new ScriptedSession(vertx, script, this::push);
    playback = new ScriptedPlayback(session, violations::add);
    audio = new ScriptedAudio(vertx, session, violations::add, playback::isOfOnePage);
    server = vertx.createHttpServer().requestHandler(router()).listen(0, "127.0.0.1").await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What the page is shown is what the real server may show it. */
  private void push(JsonObject snapshot) {
    String fault = description.snapshotFault(snapshot);
    if (!fault.isEmpty() && undescribed.isEmpty()) {
      undescribed.add(fault);
    }
    events.push(snapshot);
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(this::note);
    router.route("/session/*").handler(BodyHandler.create(false)).handler(this::refuseIfAsked);
    router.post("/session/start").handler(this::start);
    router.post("/session/stop").handler(this::stop);
    router.put("/session/prompt").handler(this::prompt);
    router.post("/session/piece").handler(rc -> piece(rc, answer -> answer.put("prompt", session.prompt())
      .put("applies_from_segment", session.requestPiece())));
    router.delete("/session/piece").handler(rc -> piece(rc, answer -> answer.put("withdrawn", session.withdrawPiece())));
    router.post("/session/playback").handler(rc -> playback.take(rc, body(rc, ScriptedPlayback.KEYS)));
    router.get("/session/status").handler(this::status);
    router.get("/session/events").handler(rc -> events.open(rc, session.snapshot()));
    router.get("/audio/:file").handler(audio::serve);
    router.get("/openapi.json").handler(rc -> rc.json(description.document()));
    router.route("/test/js/*").handler(files("src/test/js"));
    router.route().handler(files("webroot"));
    return router;
  }

  private static StaticHandler files(String folder) {
    return StaticHandler.create(FileSystemAccess.RELATIVE, folder).setCachingEnabled(false);
  }

  private void note(RoutingContext rc) {
    rc.response().putHeader("Content-Security-Policy", POLICY);
    String path = rc.request().path();
    if (path.startsWith("/session/") || path.startsWith("/audio/")) {
      // Its body comes later, and another request may come before it.
      rc.put(PLACE, requests.size());
      requests.add(rc.request().method() + " " + path);
    }
    rc.next();
  }

  private void refuseIfAsked(RoutingContext rc) {
    Refusal refusal = refusals.get(rc.request().method() + " " + rc.request().path());
    if (refusal == null) {
      rc.next();
    } else {
      refuse(rc, refusal);
    }
  }

  static void refuse(RoutingContext rc, Refusal refusal) {
    rc.response().setStatusCode(refusal.status()).putHeader("Content-Type", "application/problem+json")
      .end(refusal.body().encode());
  }

  private void start(RoutingContext rc) {
    JsonObject body = body(rc, Set.of("prompt", "resume"));
    if (session.isInError() && body.getBoolean("resume", false)) {
      session.resume();
    } else if (session.id() != null) {
      refuse(rc, new Refusal(409, "already-running", new JsonObject().put("session_id", session.id())));
      return;
    } else {
      session.start(body.getString("prompt", ""));
    }
    rc.json(new JsonObject().put("session_id", session.id()).put("prompt", session.prompt()));
  }

  private void stop(RoutingContext rc) {
    String stopped = session.id();
    playback.forgetOwner();
    session.stop();
    rc.json(new JsonObject().put("session_id", stopped));
  }

  private void prompt(RoutingContext rc) {
    String prompt = body(rc, Set.of("prompt")).getString("prompt");
    if (session.id() == null) {
      refuse(rc, new Refusal(409, "no-session"));
      return;
    }
    int appliesFrom = session.changePrompt(prompt);
    rc.json(new JsonObject().put("session_id", session.id()).put("prompt", prompt).put("applies_from_segment", appliesFrom));
  }

  private void piece(RoutingContext rc, Consumer<JsonObject> act) {
    if (session.id() == null) {
      refuse(rc, new Refusal(409, "no-session"));
      return;
    }
    JsonObject answer = new JsonObject().put("session_id", session.id());
    act.accept(answer);
    rc.json(answer);
  }

  private void status(RoutingContext rc) {
    audio.statusSeen();
    rc.response().putHeader("Cache-Control", "no-store");
    rc.json(session.snapshot());
  }

  private JsonObject body(RoutingContext rc, Set<String> known) {
    JsonObject body = rc.body().asJsonObject();
    int place = rc.get(PLACE);
    requests.set(place, requests.get(place) + " " + body.encode());
    if (!known.containsAll(body.fieldNames())) {
      violations.add(rc.request().path() + " was sent unknown keys: " + body.encode());
    }
    return body;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/";
  }

  Script script() {
    return session.script();
  }

  /** The WAV file of a segment, as it is served. */
  byte[] wav(int index) {
    return session.wav(index);
  }

  /** Whether a segment has been made, whatever has become of it. */
  boolean isMade(int index) {
    return session.everExisted(index);
  }

  ScriptedAudio audio() {
    return audio;
  }

  ScriptedPlayback playback() {
    return playback;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Method, path and body of every request but those for the page's own files, in the order they came. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** From now on this request, as {@code POST /session/start}, is refused. */
  void refuse(String request, Refusal refusal) {
    refusals.put(request, refusal);
  }

  void allow(String request) {
    refusals.remove(request);
  }

  /** Ends every event stream and refuses new ones. */
  void breakEvents() throws Exception {
    act(session -> events.goDown());
  }

  /** Does something to the session on the server's own thread, and waits until it is done; what it throws is thrown here. */
  void act(Consumer<ScriptedSession> action) throws Exception {
    FutureTask<Void> acting = new FutureTask<>(() -> action.accept(session), null);
    context.runOnContext(go -> acting.run());
    try {
      acting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public void close() {
    vertx.close().await();
    if (!undescribed.isEmpty()) {
      throw new AssertionError("snapshots that openapi.json does not describe: " + undescribed);
    }
  }
}
