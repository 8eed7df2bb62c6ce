package worksound.acestep;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.multipart.MultipartForm;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A plain client of an ACE-Step server for tests that wait for each answer on JUnit's thread. */
final class AcestepCalls {

  static final double SECONDS_LONG = 6;
  static final double START = 2;

  /** The environment variable that names a real ACE-Step server to be tested; loading its models takes minutes. */
  static final String URL_VARIABLE = "ACESTEP_URL";

  private static final long PATIENCE_SECONDS = System.getenv(URL_VARIABLE) == null ? 20 : 1_200;
  private static final long POLL_MILLIS = 110;

  private final Vertx vertx;
  private final WebClient client;
  private final String url;
  private final String key;

  AcestepCalls(Vertx vertx, String url, String key) {
    this.vertx = vertx;
    // A connection that is kept may be one to a server that has been stopped and started since.
    this.client = WebClient.create(vertx, new WebClientOptions().setKeepAlive(false));
    this.url = url;
    this.key = key;
  }

  static <T> T done(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer within " + PATIENCE_SECONDS + " s", e);
    }
  }

  HttpRequest<Buffer> request(HttpMethod method, String path) {
    HttpRequest<Buffer> request = client.requestAbs(method, url + path);
    return key == null ? request : request.putHeader("Authorization", "Bearer " + key);
  }

  HttpResponse<Buffer> get(String path) {
    return done(request(HttpMethod.GET, path).send());
  }

  HttpResponse<Buffer> post(String path, String contentType, String body) {
    return done(request(HttpMethod.POST, path).putHeader("Content-Type", contentType).sendBuffer(Buffer.buffer(body)));
  }

  HttpResponse<Buffer> post(String path, JsonObject body) {
    return post(path, "application/json", body.encode());
  }

  /** Everything a careful client says about a text2music task. */
  static JsonObject text2music() {
    return new JsonObject().put("prompt", "dark ambient drone, slow, instrumental").put("lyrics", "[Instrumental]")
      .put("task_type", "text2music").put("audio_duration", SECONDS_LONG).put("batch_size", 1).put("audio_format", "wav")
      .put("thinking", true).put("use_cot_caption", false).put("use_cot_language", false)
      .put("model", "acestep-v15-turbo").put("lm_model_path", "acestep-5Hz-lm-1.7B").put("lm_backend", "vllm");
  }

  /** The same for a repaint of {@code source}. */
  static MultipartForm repaint(byte[] source) {
    return repaint(source, Double.toString(START), "-1");
  }

  static MultipartForm repaint(byte[] source, String start, String end) {
    MultipartForm form = MultipartForm.create();
    text2music().put("task_type", "repaint").forEach(field -> form.attribute(field.getKey(), field.getValue().toString()));
    return form.attribute("repainting_start", start).attribute("repainting_end", end)
      .binaryFileUpload("src_audio", "seed.wav", Buffer.buffer(source), "audio/wav");
  }

  /** Context of {@link #START} seconds from the end of {@code previous}, and silence. */
  static byte[] seedFrom(Clip previous, WavBytes.Encoding encoding) {
    int overlap = (int) (START * previous.rate());
    Clip tail = previous.cut(previous.frames() - overlap, previous.frames());
    return WavBytes.write(tail.cut(0, previous.frames()), encoding);
  }

  HttpResponse<Buffer> init(String dit, String lm) {
    return post("/v1/init", new JsonObject().put("model", dit).put("init_llm", true).put("lm_model_path", lm));
  }

  HttpResponse<Buffer> send(MultipartForm form) {
    return done(request(HttpMethod.POST, "/release_task").sendMultipartForm(form));
  }

  String submit(JsonObject body) {
    return taskId(post("/release_task", body));
  }

  String submit(MultipartForm form) {
    return taskId(send(form));
  }

  private static String taskId(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    JsonObject data = response.bodyAsJsonObject().getJsonObject("data");
    assertThat(data.getString("status")).isEqualTo("queued");
    return data.getString("task_id");
  }

  /** The element of {@code data} for one task. */
  JsonObject poll(String id) {
    return post("/query_result", new JsonObject().put("task_id_list", JsonArray.of(id))).bodyAsJsonObject()
      .getJsonArray("data").getJsonObject(0);
  }

  /** The first entry of the result that is JSON inside JSON. */
  static JsonObject entry(JsonObject polled) {
    return new JsonArray(polled.getString("result")).getJsonObject(0);
  }

  JsonObject entry(String id) {
    return entry(poll(id));
  }

  /** Polls until the task has ended; its last entry. */
  JsonObject ended(String id) {
    for (int i = 0; i < PATIENCE_SECONDS * 1_000 / POLL_MILLIS; i++) {
      JsonObject polled = poll(id);
      if (polled.getInteger("status") != 0) {
        return entry(polled);
      }
      done(vertx.timer(POLL_MILLIS, MILLISECONDS));
    }
    throw new AssertionError("task " + id + " has not ended within " + PATIENCE_SECONDS + " s");
  }

  Clip download(String file) {
    HttpResponse<Buffer> response = get(file);
    assertThat(response.statusCode()).as(file).isEqualTo(200);
    return decoded(response.body().getBytes());
  }

  static Clip decoded(byte[] wav) {
    try {
      return WavBytes.read(wav);
    } catch (UnsupportedAudioFileException e) {
      throw new AssertionError("not a WAV", e);
    }
  }

  /** Submits, waits and downloads. */
  Clip made(JsonObject body) {
    return download(ended(submit(body)).getString("file"));
  }

  Clip made(MultipartForm form) {
    return download(ended(submit(form)).getString("file"));
  }
}
