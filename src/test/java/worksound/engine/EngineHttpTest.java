package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.repaint;
import static worksound.engine.EngineClient.result;
import static worksound.engine.EngineClient.task;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.config.EngineConfig;

/** The wire: what a client of ACE-Step 1.5 sends and gets. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 90, timeUnit = TimeUnit.SECONDS)
class EngineHttpTest {

  private static final double SECONDS = 2;

  private EngineClient client;

  @BeforeEach
  void start(Vertx vertx) {
    EngineVerticle engine = new EngineVerticle(new EngineConfig(0));
    await(vertx.deployVerticle(engine));
    client = new EngineClient(vertx, engine.port());
  }

  @Test
  void saysPlainlyWhatItIs() {
    JsonObject health = client.get("/health").bodyAsJsonObject();
    assertThat(health.getInteger("code")).isEqualTo(200);
    assertThat(health.getJsonObject("data").getBoolean("models_initialized")).isTrue();
    assertThat(health.getJsonObject("data").getBoolean("llm_initialized")).isTrue();
    assertThat(health.getJsonObject("data").getString("loaded_model")).isEqualTo("worksound-synth");
    JsonObject models = client.get("/v1/models").bodyAsJsonObject();
    assertThat(models.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("acestep/worksound-synth");
    JsonObject inventory = client.get("/v1/model_inventory").bodyAsJsonObject().getJsonObject("data");
    assertThat(inventory.getString("default_model")).isEqualTo("worksound-synth");
    assertThat(inventory.getString("loaded_lm_model")).isEqualTo("none");
    assertThat(inventory.getJsonArray("models").getJsonObject(0).getJsonArray("supported_task_types")).containsExactly("text2music", "repaint");
  }

  @Test
  void makesMusicFromAPrompt() {
    JsonObject result = client.finished(client.submit(task("calm piano in D minor, 70 bpm", SECONDS)));
    assertThat(result.getInteger("status")).isEqualTo(1);
    assertThat(result.getString("file")).startsWith("/v1/audio?path=%2F");
    assertThat(result.getString("dit_model")).isEqualTo("worksound-synth");
    assertThat(result.getString("lm_model")).isEqualTo("none");
    assertThat(result.getString("seed_value")).isEqualTo("7");
    assertThat(result.getDouble("progress")).isEqualTo(1.0);
    assertThat(result.getJsonObject("metas").getString("keyscale")).isEqualTo("D minor");
    assertThat(result.getJsonObject("metas").getInteger("bpm")).isEqualTo(70);
    HttpResponse<Buffer> download = client.get(result.getString("file"));
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.getHeader("content-type")).isEqualTo("audio/wav");
    assertThat(download.getHeader("accept-ranges")).isEqualTo("bytes");
    assertThat(Clip.of(download.body()).seconds()).isEqualTo(SECONDS);
  }

  @Test
  void readsNumbersAndFlagsFromTextsAndOtherNamesForFields() {
    JsonObject task = new JsonObject().put("caption", "rain").put("taskType", "text2music").put("target_duration", "1.5").put("batch_size", "1")
      .put("audio_format", "wav32").put("use_random_seed", "No").put("param_obj", new JsonObject().put("seed", "42"));
    JsonObject result = client.finished(client.submit(task));
    assertThat(result.getString("prompt")).isEqualTo("rain");
    assertThat(result.getString("seed_value")).isEqualTo("42");
    assertThat(Clip.of(client.get(result.getString("file")).body()).seconds()).isEqualTo(1.5);
  }

  @Test
  void takesARandomSeedUnlessToldNotTo() {
    JsonObject task = task("pads", 0.5).put("use_random_seed", true);
    Set<String> seeds = Set.of(client.finished(client.submit(task)).getString("seed_value"), client.finished(client.submit(task)).getString("seed_value"));
    assertThat(seeds).hasSize(2).doesNotContain("7");
  }

  @Test
  void goesOnFromUploadedAudio() {
    Clip first = Clip.of(client.wav(client.submit(task("calm piano", 4))));
    Clip second = Clip.of(client.wav(client.submit(repaint("calm piano", first.seed(1.5, 4).wav(), 1.5))));
    assertThat(second.frames()).isEqualTo(first.frames());
    assertThat(second.part(0, 1.475).difference(first.part(2.5, 3.975))).isLessThan(-60);
  }

  @ParameterizedTest
  @CsvSource({"src_audio,1", "ctx_audio,1", "audio,2"})
  void findsTheSourceOnlyUnderItsNames(String field, int status) {
    MultipartForm form = MultipartForm.create().attribute("task_type", "repaint").attribute("repainting_start", "0.4").attribute("audio_format", "wav")
      .attribute("batch_size", "1").binaryFileUpload(field, "seed", Clip.silence(48_000).wav(), "audio/wav");
    assertThat(client.finished(client.submit(form)).getInteger("status")).isEqualTo(status);
  }

  @Test
  void failsARepaintWithoutSourceOnlyAfterAcceptingIt() {
    JsonObject result = client.finished(client.submit(task("x", 2).put("task_type", "repaint").put("repainting_start", 1.0)));
    assertThat(result.getInteger("status")).isEqualTo(2);
    assertThat(result.getString("file")).isEmpty();
    assertThat(result.getString("stage")).isEqualTo("failed");
    assertThat(result.getDouble("progress")).isZero();
    assertThat(result.getString("error")).isEqualTo("Task 'repaint' requires source audio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no sound at all, only words, and quite a few of them so that a header could be looked for"})
  void failsWhenTheSourceIsNoSound(String content) {
    JsonObject result = client.finished(client.submit(repaint("x", Buffer.buffer(content), 0.5)));
    assertThat(result.getInteger("status")).isEqualTo(2);
    assertThat(result.getString("error")).startsWith("Invalid source audio");
  }

  @ParameterizedTest
  @CsvSource({"audio_format,mp3", "audio_format,flac", "audio_format,''", "task_type,cover", "batch_size,2", "audio_duration,601"})
  void failsWhatItCannotDoAndNamesTheField(String field, String value) {
    JsonObject result = client.finished(client.submit(task("x", 1).put(field, value)));
    assertThat(result.getInteger("status")).isEqualTo(2);
    assertThat(result.getString("error")).startsWith(field + " is ");
  }

  @Test
  void appliesTheDefaultsThatBreakCarelessClients() {
    JsonObject task = task("x", 1);
    task.remove("audio_format");
    assertThat(client.finished(client.submit(task)).getString("error")).contains("mp3");
    task.put("audio_format", "wav").remove("batch_size");
    assertThat(client.finished(client.submit(task)).getString("error")).contains("batch_size is 2");
    assertThat(client.finished(client.submit(task("x", 1).put("batch_size", "abc"))).getString("error")).contains("batch_size is 2");
  }

  @ParameterizedTest
  @CsvSource({"lm_backend,''", "lm_backend,tpu", "repaint_mode,soft", "chunk_mask_mode,none", "seed,42.7", "repaint_strength,1.5"})
  void crashesOnBadEnumsAsTheRealServerDoes(String field, String value) {
    Object sent = value.matches("[0-9.]+") ? (Object) Double.valueOf(value) : value;
    HttpResponse<Buffer> answer = client.post("/release_task", task("x", 1).put(field, sent));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.getHeader("content-type")).startsWith("text/plain");
    assertThat(answer.bodyAsString()).isEqualTo("Internal Server Error");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "application/json | {\"prompt\": | 400 | Malformed JSON payload", "application/json | '' | 400 | Malformed JSON payload",
    "application/json | [1] | 400 | JSON payload must be an object", "text/plain | {oops | 400 | Invalid JSON body (hint:",
    "application/xml | <a/> | 415 | Unsupported Content-Type: application/xml; use application/json",
    "multipart/form-data | x | 400 | Missing boundary in multipart."})
  void refusesMalformedBodies(String type, String body, int status, String detail) {
    HttpResponse<Buffer> answer = client.post("/release_task", type, body == null ? "" : body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsJsonObject().getString("detail")).startsWith(detail);
  }

  @Test
  void takesJsonUnderAnotherContentTypeAndUrlEncodedForms() {
    assertThat(client.post("/release_task", "text/plain", task("x", 1).encode()).statusCode()).isEqualTo(200);
    String form = "prompt=a+b&audio_format=wav&batch_size=1&audio_duration=1";
    HttpResponse<Buffer> answer = client.post("/release_task", "application/x-www-form-urlencoded", form);
    String id = answer.bodyAsJsonObject().getJsonObject("data").getString("task_id");
    assertThat(client.finished(id).getString("prompt")).isEqualTo("a b");
  }

  @Test
  void readsAFieldSentTwiceAsAPythonList() {
    MultipartForm form = MultipartForm.create().attribute("prompt", "x").attribute("prompt", "y").attribute("audio_format", "wav")
      .attribute("batch_size", "1").attribute("audio_duration", "1");
    assertThat(client.finished(client.submit(form)).getString("prompt")).isEqualTo("['x', 'y']");
  }

  @Test
  void takesJapaneseAndLongFieldsInFormsButNotMoreThanAMegabyte() {
    String text = "静かな雨".repeat(500);
    MultipartForm form = MultipartForm.create().attribute("prompt", text).attribute("audio_format", "wav").attribute("batch_size", "1")
      .attribute("audio_duration", "1");
    assertThat(client.finished(client.submit(form)).getString("prompt")).isEqualTo(text);
    HttpResponse<Buffer> answer = await(client.web().post("/release_task").sendMultipartForm(MultipartForm.create().attribute("prompt", "x".repeat(1_100_000))));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("detail")).isEqualTo("Part exceeded maximum size of 1024KB.");
  }

  @ParameterizedTest
  @CsvSource({"/etc/passwd,absolute audio file paths are not allowed", "a/../../x,path traversal in audio file paths is not allowed"})
  void neverReadsAPathThatAClientNames(String path, String detail) {
    HttpResponse<Buffer> answer = client.post("/release_task", task("x", 1).put("task_type", "repaint").put("src_audio_path", path));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("detail")).isEqualTo(detail);
  }

  @Test
  void answersForAnUnknownTaskAsIfItWereNeverDone() {
    JsonObject entry = client.query("gone");
    assertThat(entry.getString("result")).isEqualTo("[]");
    assertThat(entry.getInteger("status")).isZero();
    assertThat(entry.containsKey("progress_text")).isFalse();
  }

  @Test
  void answersQueriesInOrderAndInEveryFormTheyMayHave() {
    String id = client.submit(task("x", 1));
    client.finished(id);
    String list = new JsonArray().add("gone").add(id).encode();
    JsonArray asText = client.post("/query_result", new JsonObject().put("task_id_list", list)).bodyAsJsonObject().getJsonArray("data");
    assertThat(asText.getJsonObject(0).getString("task_id")).isEqualTo("gone");
    assertThat(asText.getJsonObject(1).getInteger("status")).isEqualTo(1);
    String form = "task_id_list=" + URLEncoder.encode(list, StandardCharsets.UTF_8);
    assertThat(client.post("/query_result", "application/x-www-form-urlencoded", form).bodyAsJsonObject().getJsonArray("data")).hasSize(2);
    assertThat(client.post("/query_result", new JsonObject()).bodyAsJsonObject().getJsonArray("data")).isEmpty();
    assertThat(client.post("/query_result", new JsonObject().put("task_id_list", "x")).bodyAsJsonObject().getJsonArray("data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oops", "[]", "{\"task_id_list\":\"123\"}", "{\"task_id_list\":[{}]}"})
  void crashesOnQueriesThatCrashTheRealServer(String body) {
    assertThat(client.post("/query_result", "application/json", body).statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "", "x.wav", "/", "%2Fetc"})
  void servesNothingOutsideItsFolder(String path) {
    HttpResponse<Buffer> answer = await(client.web().get("/v1/audio").addQueryParam("path", path).send());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.bodyAsJsonObject().getString("detail")).isEqualTo("Access denied: path outside allowed directory");
  }

  @Test
  void climbsOutOfItsFolderForNobody() {
    String file = client.finished(client.submit(task("x", 1))).getString("file");
    String climbing = file.substring(0, file.lastIndexOf("%2F")) + "%2F..%2F..%2F..%2Fetc%2Fpasswd";
    assertThat(client.get(climbing).statusCode()).isEqualTo(403);
  }

  @Test
  void servesRangesAndForgetsAFileOnceItHasArrivedWhole() {
    String file = client.finished(client.submit(task("x", 1))).getString("file");
    int size = 44 + 48_000 * 4;
    HttpResponse<Buffer> head = await(client.web().get(file).putHeader("range", "bytes=0-99").send());
    assertThat(head.statusCode()).isEqualTo(206);
    assertThat(head.getHeader("content-range")).isEqualTo("bytes 0-99/" + size);
    assertThat(head.body().length()).isEqualTo(100);
    HttpResponse<Buffer> tail = await(client.web().get(file).putHeader("range", "bytes=-100").send());
    assertThat(tail.getHeader("content-range")).isEqualTo("bytes " + (size - 100) + "-" + (size - 1) + "/" + size);
    HttpResponse<Buffer> past = await(client.web().get(file).putHeader("range", "bytes=" + size + "-").send());
    assertThat(past.statusCode()).isEqualTo(416);
    assertThat(past.getHeader("content-range")).isEqualTo("*/" + size);
    assertThat(await(client.web().get(file).putHeader("range", "bytes=100-").send()).body().length()).isEqualTo(size - 100);
    HttpResponse<Buffer> gone = client.get(file);
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.bodyAsJsonObject().getString("detail")).isEqualTo("Audio file not found");
  }

  @Test
  void keepsOnlyTheFourNewestFiles() {
    String oldest = client.finished(client.submit(task("x", 0.5))).getString("file");
    String second = client.finished(client.submit(task("x", 0.5))).getString("file");
    for (int i = 0; i < 3; i++) {
      client.finished(client.submit(task("x", 0.5)));
    }
    assertThat(client.get(oldest).statusCode()).isEqualTo(404);
    assertThat(client.get(second).statusCode()).isEqualTo(200);
  }

  @Test
  void wantsAPathAndTheRightMethod() {
    HttpResponse<Buffer> missing = client.get("/v1/audio");
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(missing.bodyAsJsonObject().getJsonArray("detail").getJsonObject(0).getJsonArray("loc")).containsExactly("query", "path");
    assertThat(await(client.web().request(HttpMethod.HEAD, "/v1/audio?path=x").send()).statusCode()).isEqualTo(405);
    HttpResponse<Buffer> wrong = client.get("/query_result");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.bodyAsJsonObject().getString("detail")).isEqualTo("Method Not Allowed");
    assertThat(client.get("/nowhere").bodyAsJsonObject().getString("detail")).isEqualTo("Not Found");
  }

  @Test
  void initialisesAnyModelUnderItsOwnName() {
    JsonObject wish = new JsonObject().put("model", "acestep-v15-sft").put("init_llm", true).put("lm_model_path", "acestep-5Hz-lm-4B");
    JsonObject data = client.post("/v1/init", wish).bodyAsJsonObject().getJsonObject("data");
    assertThat(data.getString("loaded_model")).isEqualTo("worksound-synth");
    assertThat(data.getString("loaded_lm_model")).isEqualTo("none");
    assertThat(client.post("/v1/init", new JsonObject()).bodyAsJsonObject().getJsonObject("data").getValue("loaded_lm_model")).isNull();
    assertThat(client.post("/v1/init", "application/json", "").statusCode()).isEqualTo(422);
    assertThat(client.post("/v1/init", new JsonObject().put("slot", "x")).statusCode()).isEqualTo(422);
    JsonObject second = client.post("/v1/init", new JsonObject().put("slot", 2)).bodyAsJsonObject();
    assertThat(second.getInteger("code")).isEqualTo(400);
  }

  @Test
  void countsItsJobs() {
    client.finished(client.submit(task("x", 1)));
    client.finished(client.submit(task("x", 1).put("audio_format", "mp3")));
    JsonObject stats = client.get("/v1/stats").bodyAsJsonObject().getJsonObject("data");
    assertThat(stats.getJsonObject("jobs")).isEqualTo(new JsonObject().put("total", 2).put("queued", 0).put("running", 0).put("succeeded", 1).put("failed", 1));
    assertThat(stats.getInteger("queue_size")).isZero();
    assertThat(stats.getDouble("avg_job_seconds")).isPositive();
  }

  @Test
  void reportsAQueuedTaskAsOne() {
    client.submit(task("x", 60));
    JsonObject waiting = client.query(client.submit(task("y", 1)));
    JsonObject result = result(waiting);
    assertThat(result.getString("stage")).isEqualTo("queued");
    assertThat(result.getDouble("progress")).isZero();
    assertThat(waiting.getInteger("status")).isZero();
  }
}
