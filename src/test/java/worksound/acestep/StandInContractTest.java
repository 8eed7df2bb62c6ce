package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.START;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.seedFrom;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in is held to what it stands in for, in what worksound never sends too. */
final class StandInContractTest extends AcestepContractTest {

  @Override
  protected Future<String> startServer(Vertx vertx) {
    StandInOptions options = new StandInOptions().segment(AcestepCalls.SECONDS_LONG, AcestepCalls.START);
    return AcestepStandIn.start(vertx, options).map(AcestepStandIn::url);
  }

  @Test
  void repaintWithoutASourceIsAcceptedAndFails() {
    prepare();
    JsonObject entry = calls.ended(calls.submit(text2music().put("task_type", "repaint").put("repainting_start", START)));
    assertThat(entry.getInteger("status")).isEqualTo(2);
    assertThat(entry.getString("file")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "application/json | {\"prompt\": | 400 | Malformed JSON payload",
    "application/json | [] | 400 | JSON payload must be an object",
    "text/plain | {\"prompt\": | 400 | Invalid JSON body",
    "application/xml | <prompt/> | 415 | Unsupported Content-Type: application/xml",
    "multipart/form-data | x | 400 | Missing boundary in multipart."})
  void aBodyThatCannotBeReadIsRefusedInWords(String contentType, String body, int status, String words) {
    HttpResponse<Buffer> answer = calls.post("/release_task", contentType, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsJsonObject().getString("detail")).startsWith(words);
  }

  @Test
  void anUnknownEnumeratedValueCrashesInPlainText() {
    HttpResponse<Buffer> answer = calls.post("/release_task", text2music().put("lm_backend", "cuda"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.getHeader("content-type")).startsWith("text/plain");
  }

  @Test
  void anUnparsableBatchSizeBecomesTwo() {
    prepare();
    String id = calls.submit(text2music().put("batch_size", "abc"));
    assertThat(calls.ended(id).getInteger("status")).isEqualTo(1);
    assertThat(new JsonArray(calls.poll(id).getString("result"))).hasSize(2);
  }

  @Test
  void anAudioFileComesInRangesAndNeedsAPath() {
    prepare();
    String file = calls.ended(calls.submit(text2music())).getString("file");
    assertThat(calls.get("/v1/audio").bodyAsJsonObject().getValue("detail")).isInstanceOf(JsonArray.class);
    HttpResponse<Buffer> part = done(calls.request(HttpMethod.GET, file).putHeader("Range", "bytes=0-99").send());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body().length()).isEqualTo(100);
  }

  @Test
  void aSourceMayComeUnderItsOtherName() {
    prepare();
    byte[] seed = seedFrom(calls.made(text2music()), WavBytes.Encoding.PCM_16);
    MultipartForm form = MultipartForm.create().attribute("task_type", "repaint").attribute("repainting_start", "2.0")
      .attribute("audio_format", "wav").attribute("batch_size", "1")
      .binaryFileUpload("ctx_audio", "seed", Buffer.buffer(seed), "application/octet-stream");
    assertThat(calls.made(form).seconds()).isEqualTo(AcestepCalls.SECONDS_LONG);
  }
}
