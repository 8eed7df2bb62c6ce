package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.repaint;
import static worksound.engine.EngineClient.result;
import static worksound.engine.EngineClient.task;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import io.vertx.junit5.Timeout;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine does not take: it is as strict as ACE-Step, and honest about what it cannot do. */
@Timeout(value = 90, timeUnit = TimeUnit.SECONDS)
class EngineRefusalTest extends EngineTestBase {

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

  @ParameterizedTest
  @ValueSource(strings = {"oops", "[]", "{\"task_id_list\":\"123\"}", "{\"task_id_list\":[{}]}"})
  void crashesOnQueriesThatCrashTheRealServer(String body) {
    assertThat(client.post("/query_result", "application/json", body).statusCode()).isEqualTo(500);
  }
}
