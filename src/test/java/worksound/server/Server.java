package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import worksound.MainVerticle;
import worksound.audio.FillableDisk;
import worksound.config.Config;
import worksound.messages.SegmentFiles;
import worksound.testing.Folders;

/** A whole server on a free port with short segments, and the calls that tests make of it; every call waits for its answer. */
public final class Server {

  private static final int PATIENCE_SECONDS = 30;

  private final Vertx vertx;
  private final Path audioDir;
  private final WebClient client;
  private final int port;
  private final String deployment;

  private Server(Vertx vertx, Path audioDir, Deployable main, IntSupplier port, JsonObject config) throws Exception {
    this.vertx = vertx;
    this.audioDir = audioDir;
    this.deployment = vertx.deployVerticle(main, new DeploymentOptions().setConfig(config)).await(PATIENCE_SECONDS, SECONDS);
    this.port = port.getAsInt();
    this.client = WebClient.create(vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(this.port)
      // A connection that is kept may be hung up on as idle just when it is used again.
      .setKeepAlive(false));
  }

  /** Starts a server whose segments are short (6 s with 2 s of overlap). */
  public static Server start(Vertx vertx, Path audioDir, JsonObject differs) throws Exception {
    MainVerticle main = new MainVerticle();
    return new Server(vertx, audioDir, main, main::port, config(audioDir, differs));
  }

  /** The same on a disk that a test can fill. */
  static Server start(Vertx vertx, Path audioDir, JsonObject differs, FillableDisk disk) throws Exception {
    return assembled(vertx, audioDir, differs, new AssembledServer(disk::audio, AssembledServer::inference));
  }

  /** The same with a generation loop of the test's own making. */
  static Server start(Vertx vertx, Path audioDir, JsonObject differs, Function<Config, Deployable> inference) throws Exception {
    return assembled(vertx, audioDir, differs, new AssembledServer(AssembledServer::audio, inference));
  }

  private static Server assembled(Vertx vertx, Path audioDir, JsonObject differs, AssembledServer server) throws Exception {
    return new Server(vertx, audioDir, server, server::port, config(audioDir, differs));
  }

  private static JsonObject config(Path audioDir, JsonObject differs) {
    return new JsonObject()
      .put("http", new JsonObject().put("port", 0))
      .put("audio", new JsonObject().put("dir", audioDir.toString()))
      .put("segment", new JsonObject().put("seconds", 6).put("overlap_seconds", 2))
      .put("player", new JsonObject().put("crossfade_seconds", 1))
      // On a busy machine "auto" would make two ahead of such short segments.
      .put("session", new JsonObject().put("look_ahead", 1))
      .put("engine", new JsonObject().put("warm_up_seconds", 0))
      .put("acestep", new JsonObject().put("retry_seconds", List.of(0.01, 0.02)))
      .mergeIn(differs, true);
  }

  public void stop() throws Exception {
    vertx.undeploy(deployment).await(PATIENCE_SECONDS, SECONDS);
  }

  public int port() {
    return port;
  }

  public HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.request(method, path);
  }

  public HttpResponse<Buffer> get(String path) throws Exception {
    return answer(client.get(path).send());
  }

  public HttpResponse<Buffer> send(HttpMethod method, String path, Object json) throws Exception {
    return answer(client.request(method, path).sendJson(json));
  }

  public HttpResponse<Buffer> sendRaw(HttpMethod method, String path, String body) throws Exception {
    return answer(client.request(method, path).sendBuffer(Buffer.buffer(body)));
  }

  public <T> T answer(Future<T> call) throws Exception {
    return call.await(PATIENCE_SECONDS, SECONDS);
  }

  public JsonObject status() throws Exception {
    return get("/session/status").bodyAsJsonObject();
  }

  /** Presses Play and returns the session's id. */
  public String play(String prompt) throws Exception {
    return send(HttpMethod.POST, "/session/start", new JsonObject().put("prompt", prompt)).bodyAsJsonObject().getString("session_id");
  }

  /** Files below the audio folder, without the lock and what the built-in engine has under way. */
  public List<String> files() {
    return Folders.filesButLock(audioDir).stream().map(Path::toString).filter(name -> !name.startsWith(SegmentFiles.ENGINE)).toList();
  }

  Vertx vertx() {
    return vertx;
  }
}
