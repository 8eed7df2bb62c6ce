package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and the shapes of answers, statement by statement of the wire contract. */
final class StandInAnswersTest extends StandInTestBase {

  private static final JsonObject NO_IDS = new JsonObject().put("task_id_list", new JsonArray());

  private static String detail(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getString("detail");
  }

  private JsonObject health() {
    return calls.get("/health").bodyAsJsonObject().getJsonObject("data");
  }

  @ParameterizedTest
  @CsvSource({"/health,200", "/v1/models,200", "/v1/stats,401", "/v1/audio,401", "/v1/model_inventory,401"})
  void openEndpointsNeedNoKeyAndProtectedOnesDo(String path, int status) {
    open(options().apiKey(KEY));
    assertThat(with(null).get(path).statusCode()).isEqualTo(status);
    assertThat(with("wrong").get(path).statusCode()).isEqualTo(status);
    assertThat(with(KEY).get(path).statusCode()).isNotEqualTo(401);
  }

  @Test
  void theFourRefusalsOfAKeyAreWordedApart() {
    open(options().apiKey(KEY));
    assertThat(detail(with(null).get("/v1/stats"))).isEqualTo("Missing Authorization header");
    assertThat(detail(with(null).post("/query_result", NO_IDS))).isEqualTo("Missing ai_token or Authorization header");
    assertThat(detail(with("wrong").get("/v1/stats"))).isEqualTo("Invalid API key");
    assertThat(detail(calls.post("/query_result", NO_IDS.copy().put("ai_token", "wrong")))).isEqualTo("Invalid ai_token");
    assertThat(with(null).post("/query_result", NO_IDS.copy().put("ai_token", KEY)).statusCode()).isEqualTo(200);
    assertThat(with(null).send(repaint(new byte[10]).attribute("ai_token", "wrong")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"Bearer secret,200", "secret,200", "bearer secret,401", "Basic secret,401"})
  void theHeaderIsBearerOrTheBareKey(String header, int status) {
    open(options().apiKey(KEY));
    assertThat(done(with(null).request(HttpMethod.GET, "/v1/stats").putHeader("Authorization", header).send()).statusCode())
      .isEqualTo(status);
  }

  @Test
  void anEmptyKeyMatchesNothing() {
    open(options().apiKey(""));
    assertThat(with("").get("/v1/stats").statusCode()).isEqualTo(401);
    assertThat(with(KEY).get("/v1/stats").statusCode()).isEqualTo(401);
  }

  @Test
  void theOldServerIsRecognisableAndTakesNoUpload() {
    open(options().old());
    assertThat(health().fieldNames()).containsExactlyInAnyOrder("status", "service", "version");
    assertThat(calls.get("/v1/model_inventory").statusCode()).isEqualTo(404);
    assertThat(calls.post("/v1/init", new JsonObject()).statusCode()).isEqualTo(404);
    HttpResponse<Buffer> upload = calls.send(repaint(WavBytes.write(Tape.cut(0, 1_920), WavBytes.Encoding.PCM_16)));
    assertThat(upload.statusCode()).isEqualTo(500);
    assertThat(upload.bodyAsString()).isEqualTo("Internal Server Error");
    assertThat(calls.post("/release_task", "application/json", "{").statusCode()).isEqualTo(500);
    assertThat(calls.made(text2music()).seconds()).isEqualTo(AcestepCalls.SECONDS_LONG);
    assertThat(calls.made(text2music().put("task_type", "repaint")).seconds()).isEqualTo(AcestepCalls.SECONDS_LONG);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"x | 500", "[] | 500", "{\"task_id_list\":\"123\"} | 500", "{\"task_id_list\":[{}]} | 500",
    "{} | 200", "{\"task_id_list\":\"x\"} | 200"})
  void aPollOfNonsenseCrashesOrIsEmpty(String body, int status) {
    open(options());
    HttpResponse<Buffer> answer = calls.post("/query_result", "application/json", body);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.bodyAsJsonObject().getJsonArray("data")).isEmpty();
    }
  }

  @Test
  void aResultWithoutDiskcacheHasFewerFields() {
    openPrepared(options().diskcache(false));
    assertThat(calls.ended(calls.submit(text2music())).fieldNames())
      .containsExactlyInAnyOrder("file", "wave", "status", "create_time", "env", "prompt", "lyrics", "metas");
  }

  @ParameterizedTest
  @CsvSource({"/etc/seed.wav,absolute audio file paths are not allowed", "../../x,path traversal in audio file paths is not allowed"})
  void pathsOfTheServerAreRefused(String path, String words) {
    open(options());
    HttpResponse<Buffer> answer = calls.post("/release_task", text2music().put("src_audio_path", path));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).isEqualTo(words);
  }

  @Test
  void aFieldSentTwiceOrTooLargeIsNoticed() {
    openPrepared(options());
    String id = calls.submit(MultipartForm.create().attribute("prompt", "x").attribute("prompt", "y").attribute("audio_duration", "6"));
    assertThat(calls.ended(id).getString("prompt")).isEqualTo("['x', 'y']");
    HttpResponse<Buffer> large = calls.send(MultipartForm.create().attribute("prompt", "x".repeat(1_050_000)));
    assertThat(large.statusCode()).isEqualTo(400);
    assertThat(detail(large)).isEqualTo("Part exceeded maximum size of 1024KB.");
  }

  @Test
  void rangesPastTheEndAreRefusedAndSuffixesServed() {
    openPrepared(options());
    String file = calls.ended(calls.submit(text2music())).getString("file");
    HttpResponse<Buffer> past = done(calls.request(HttpMethod.GET, file).putHeader("Range", "bytes=99999999-").send());
    assertThat(past.statusCode()).isEqualTo(416);
    assertThat(past.getHeader("content-range")).matches("\\*/\\d+");
    HttpResponse<Buffer> tail = done(calls.request(HttpMethod.GET, file).putHeader("Range", "bytes=-100").send());
    assertThat(tail.statusCode()).isEqualTo(206);
    assertThat(tail.getHeader("content-range")).matches("bytes 1151944-1152043/1152044");
    assertThat(standIn.violations()).isEmpty();
  }
}
