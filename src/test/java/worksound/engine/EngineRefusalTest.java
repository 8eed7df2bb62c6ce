package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.repaint;
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
import worksound.engine.render.Clip;

/** What the engine does not take: it says which value it cannot use and what it expects. */
@Timeout(value = 90, timeUnit = TimeUnit.SECONDS)
class EngineRefusalTest extends EngineTestBase {

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no sound at all, only words, and quite a few of them so that a header could be looked for"})
  void failsWhenTheSourceIsNoSound(String content) {
    JsonObject result = client.finished(client.submit(repaint("x", Buffer.buffer(content), 0.5)));
    assertThat(result.getInteger("status")).isEqualTo(2);
    assertThat(result.getString("error")).startsWith("Invalid source audio");
  }

  @ParameterizedTest
  @CsvSource({"audio_format,mp3,wav or wav32", "audio_format,flac,wav or wav32", "audio_format,'',wav or wav32", "task_type,cover,text2music",
    "task_type,repaint,'text2music, or repaint with src_audio'", "batch_size,2,1", "batch_size,abc,a whole number",
    "audio_duration,601,a number from 0.1 to 600.0", "audio_duration,NaN,a number from 0.1 to 600.0", "seed,42.7,a whole number",
    "use_random_seed,no,true or false"})
  void refusesWhatItCannotDoAndNamesFieldValueAndWhatItExpects(String field, String value, String expected) {
    assertThat(refusal(task("x", 1).put(field, value))).startsWith(field + " is " + value + ", expected " + expected);
  }

  @ParameterizedTest
  @CsvSource({"repaint_mode,soft,conservative or balanced or aggressive", "repaint_strength,1.5,a number from 0.0 to 1.0",
    "repainting_start,-1,a number from 0.0 to 600.0", "repainting_end,601,a number from -1.0 to 600.0", "task_type,text2music,'text2music, or repaint'"})
  void refusesARepaintThatItCannotDo(String field, String value, String expected) {
    MultipartForm form = repaint("x", Buffer.buffer("y"), 0.5).attribute(field, value);
    assertThat(refusal(await(client.web().post("/release_task").sendMultipartForm(form)))).startsWith(field + " is " + value + ", expected " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio_format", "batch_size", "task_type", "audio_duration"})
  void refusesATaskThatLeavesOpenWhatMatters(String field) {
    JsonObject task = task("x", 1);
    task.remove(field);
    assertThat(refusal(task)).startsWith(field + " is null, expected ");
  }

  private String refusal(JsonObject task) {
    return refusal(client.post("/release_task", task));
  }

  private static String refusal(HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
    return answer.bodyAsJsonObject().getString("detail");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "application/json | {\"prompt\": | the body is malformed, expected a JSON object", "application/json | '' | the body is malformed",
    "application/json | [1] | the body is malformed", "application/json | null | the body is malformed", "text/plain | {oops | the body is malformed",
    "application/x-www-form-urlencoded | prompt=a | the body is malformed", "multipart/form-data | x | content-type is multipart/form-data, expected a boundary"})
  void refusesMalformedBodies(String type, String body, String detail) {
    assertThat(refusal(client.post("/release_task", type, body == null ? "" : body))).startsWith(detail);
  }

  @Test
  void takesOneFileUnderItsNameOnly() {
    Buffer sound = Clip.silence(48_000).wav();
    MultipartForm two = repaint("x", sound, 0.4).binaryFileUpload("src_audio", "seed.wav", sound, "audio/wav");
    MultipartForm other = MultipartForm.create().attribute("task_type", "repaint").binaryFileUpload("audio", "seed.wav", sound, "audio/wav");
    assertThat(refusal(await(client.web().post("/release_task").sendMultipartForm(two)))).endsWith("expected one file named src_audio");
    assertThat(refusal(await(client.web().post("/release_task").sendMultipartForm(other)))).isEqualTo("a file is named audio, expected one file named src_audio");
  }

  @Test
  void takesJapaneseAndLongFieldsInFormsButNotMoreThanAMegabyte() {
    String text = "静かな雨".repeat(500);
    MultipartForm form = MultipartForm.create().attribute("prompt", text).attribute("task_type", "text2music").attribute("audio_format", "wav")
      .attribute("batch_size", "1").attribute("audio_duration", "1");
    assertThat(client.finished(client.submit(form)).getString("prompt")).isEqualTo(text);
    HttpResponse<Buffer> answer = await(client.web().post("/release_task").sendMultipartForm(MultipartForm.create().attribute("prompt", "x".repeat(1_100_000))));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("detail")).startsWith("There was an error parsing the body: ").endsWith("Size exceed allowed maximum capacity");
  }

  @Test
  void neverReadsAPathThatAClientNames() {
    assertThat(refusal(task("x", 1).put("task_type", "repaint").put("src_audio_path", "/etc/passwd"))).startsWith("task_type is repaint, expected ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"oops | the body is malformed", "[] | the body is malformed",
    "{\"task_id_list\":\"123\"} | task_id_list is 123, expected a list of texts", "{\"task_id_list\":[{}]} | task_id_list is [{}], expected a list of texts"})
  void refusesQueriesThatAreNone(String body, String detail) {
    assertThat(refusal(client.post("/query_result", "application/json", body))).startsWith(detail);
  }
}
