package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.WebClientSession;
import io.vertx.ext.web.multipart.MultipartForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import worksound.config.EngineConfig;

/** Talks to an engine as a client of ACE-Step does; every call waits for its answer. */
final class EngineClient {

  static final String KEY = "key of the test";
  private static final long POLL_MILLIS = 20;

  private final Vertx vertx;
  private final WebClient web;

  EngineClient(Vertx vertx, int port) {
    this.vertx = vertx;
    WebClientSession session = WebClientSession.create(WebClient.create(vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port)));
    this.web = session.addHeader("Authorization", "Bearer " + KEY);
  }

  /** An engine that takes {@link #KEY}, with a folder of its own. */
  static EngineVerticle engine(EngineConfig config) {
    try {
      Path folder = Files.createTempDirectory("worksound-test");
      folder.toFile().deleteOnExit();
      return new EngineVerticle(config, KEY, folder.resolve("engine"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WebClient web() {
    return web;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer within a minute", e);
    }
  }

  HttpResponse<Buffer> get(String uri) {
    return await(web.get(uri).send());
  }

  HttpResponse<Buffer> post(String uri, JsonObject body) {
    return await(web.post(uri).sendJsonObject(body));
  }

  HttpResponse<Buffer> post(String uri, String contentType, String body) {
    return await(web.post(uri).putHeader("content-type", contentType).sendBuffer(Buffer.buffer(body)));
  }

  static JsonObject task(String prompt, double seconds) {
    return new JsonObject().put("prompt", prompt).put("lyrics", "[Instrumental]").put("audio_duration", seconds).put("batch_size", 1)
      .put("audio_format", "wav").put("thinking", true).put("lm_backend", "vllm").put("model", "acestep-v15-sft").put("task_type", "text2music")
      .put("use_random_seed", false).put("seed", 7);
  }

  static MultipartForm repaint(String prompt, Buffer source, double from) {
    return MultipartForm.create().attribute("prompt", prompt).attribute("task_type", "repaint").attribute("repainting_start", "" + from)
      .attribute("repainting_end", "-1").attribute("audio_format", "wav").attribute("batch_size", "1").attribute("thinking", "false")
      .binaryFileUpload("src_audio", "seed.wav", source, "audio/wav");
  }

  /** Submits and returns the task id. */
  String submit(JsonObject task) {
    return taskId(post("/release_task", task));
  }

  String submit(MultipartForm form) {
    return taskId(await(web.post("/release_task").sendMultipartForm(form)));
  }

  private static String taskId(HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    JsonObject data = answer.bodyAsJsonObject().getJsonObject("data");
    assertThat(data.getString("status")).isEqualTo("queued");
    return data.getString("task_id");
  }

  /** The entry of {@code /query_result}'s data for one task. */
  JsonObject query(String id) {
    return query(List.of(id)).get(0);
  }

  /** The entries for several tasks at one moment, in their order. */
  List<JsonObject> query(List<String> ids) {
    return post("/query_result", new JsonObject().put("task_id_list", new JsonArray(ids))).bodyAsJsonObject().getJsonArray("data").stream()
      .map(JsonObject.class::cast).toList();
  }

  static JsonObject result(JsonObject entry) {
    return new JsonArray(entry.getString("result")).getJsonObject(0);
  }

  /** Polls until the task is done and returns its result. */
  JsonObject finished(String id) {
    return result(await(poll(id)));
  }

  private Future<JsonObject> poll(String id) {
    return web.post("/query_result").sendJsonObject(new JsonObject().put("task_id_list", new JsonArray().add(id))).compose(answer -> {
      JsonObject entry = answer.bodyAsJsonObject().getJsonArray("data").getJsonObject(0);
      return entry.getInteger("status") != 0 ? Future.succeededFuture(entry) : vertx.timer(POLL_MILLIS).compose(done -> poll(id));
    });
  }

  /** The generated WAV of a task. */
  Buffer wav(String id) {
    JsonObject result = finished(id);
    assertThat(result.getInteger("status")).as(result.encode()).isEqualTo(1);
    return get(result.getString("file")).body();
  }

  /** Where the engine keeps the generated file of a finished task. */
  static Path path(JsonObject result) {
    String url = result.getString("file");
    Path path = Path.of(URLDecoder.decode(url.substring(url.indexOf('=') + 1), StandardCharsets.UTF_8));
    assertThat(path).exists();
    return path;
  }
}
