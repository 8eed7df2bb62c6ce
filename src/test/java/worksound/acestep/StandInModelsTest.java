package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is loaded, what is said to be loaded, and which failures stick. */
final class StandInModelsTest extends StandInTestBase {

  private JsonObject health() {
    return calls.get("/health").bodyAsJsonObject().getJsonObject("data");
  }

  @Test
  void nothingIsLoadedAtStartAndModelsAreEmptyInOpenRoutersShape() {
    open(options());
    assertThat(health().getBoolean("models_initialized")).isFalse();
    assertThat(health().getString("loaded_model")).isEqualTo("acestep-v15-turbo");
    assertThat(calls.get("/v1/models").bodyAsJsonObject()).isEqualTo(new JsonObject().put("object", "list").put("data", new JsonArray()));
    prepare();
    assertThat(calls.get("/v1/models").bodyAsJsonObject().getJsonArray("data").getJsonObject(0).getString("id"))
      .isEqualTo("acestep/acestep-v15-turbo");
  }

  @Test
  void withoutInitTheLargestLmRunsWhateverTheTaskAsks() {
    open(options().initRequired(false));
    JsonObject entry = calls.ended(calls.submit(text2music()));
    assertThat(standIn.loadedLm()).isEqualTo("acestep-5Hz-lm-4B");
    assertThat(entry.getString("lm_model")).isEqualTo("acestep-5Hz-lm-0.6B");
    assertThat(health().getValue("loaded_lm_model")).isNull();
    assertThat(health().getBoolean("llm_initialized")).isTrue();
  }

  @Test
  void noEndpointAnswersWhileTheFirstTaskLoadsModels() {
    open(options().initRequired(false).lazyLoadMillis(400));
    long begun = System.nanoTime();
    calls.submit(text2music());
    calls.get("/health");
    assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(400);
    assertThat(health().getBoolean("models_initialized")).isTrue();
  }

  @Test
  void afterInitWithoutAnLmTheTasksLmIsLoaded() {
    open(options());
    JsonObject loaded = calls.post("/v1/init", new JsonObject().put("model", "acestep-v15-sft")).bodyAsJsonObject().getJsonObject("data");
    assertThat(loaded.getValue("loaded_lm_model")).isNull();
    JsonObject entry = calls.ended(calls.submit(text2music()));
    assertThat(standIn.loadedLm()).isEqualTo("acestep-5Hz-lm-1.7B");
    assertThat(entry.getString("dit_model")).isEqualTo("acestep-v15-sft");
  }

  @Test
  void aFailedLmSticksUntilInitLoadsOne() {
    open(options());
    standIn.breakModel("acestep-5Hz-lm-4B");
    HttpResponse<Buffer> failed = calls.init("acestep-v15-turbo", "acestep-5Hz-lm-4B");
    assertThat(failed.statusCode()).isEqualTo(200);
    assertThat(failed.bodyAsJsonObject().getInteger("code")).isEqualTo(500);
    assertThat(failed.bodyAsJsonObject().getString("error")).startsWith("Model initialization failed: LLM init failed: ");
    assertThat(health().getBoolean("llm_initialized")).isFalse();
    standIn.mendModel("acestep-5Hz-lm-4B");
    byte[] source = AcestepCalls.seedFrom(calls.made(text2music().put("thinking", false)), WavBytes.Encoding.PCM_16);
    assertThat(calls.ended(calls.submit(text2music())).getInteger("status")).isEqualTo(2);
    String repainted = calls.submit(repaint(source));
    assertThat(calls.ended(repainted).getInteger("status")).isEqualTo(2);
    assertThat(calls.poll(repainted).getString("progress_text")).contains("5Hz LM init failed: ");
    prepare();
    assertThat(calls.ended(calls.submit(repaint(source))).getString("lm_model")).isEqualTo("acestep-5Hz-lm-1.7B");
  }

  @Test
  void anLmMayFailInTheMiddleOfASession() {
    openPrepared(options());
    standIn.failLm();
    assertThat(calls.ended(calls.submit(text2music())).getInteger("status")).isEqualTo(2);
    assertThat(health().getBoolean("llm_initialized")).isFalse();
  }

  @Test
  void aFailedDitLeavesNoneThoughHealthSaysOtherwise() {
    openPrepared(options());
    JsonObject failed = calls.init("acestep-v15-none", "acestep-5Hz-lm-1.7B").bodyAsJsonObject();
    assertThat(failed.getInteger("code")).isEqualTo(500);
    assertThat(health().getBoolean("models_initialized")).isTrue();
    assertThat(health().getString("loaded_model")).isEqualTo("acestep-v15-turbo");
    String id = calls.submit(text2music());
    assertThat(calls.ended(id).getInteger("status")).isEqualTo(2);
    assertThat(calls.poll(id).getString("progress_text")).contains("Model not fully initialized");
  }

  @Test
  void aFailedLazyLoadIsToldEvenWithDiskcacheAndSticks() {
    open(options().initRequired(false));
    standIn.breakModel("acestep-v15-turbo");
    assertThat(calls.ended(calls.submit(text2music())).getString("error")).contains("acestep-v15-turbo");
    standIn.mendModel("acestep-v15-turbo");
    assertThat(calls.ended(calls.submit(text2music())).getInteger("status")).isEqualTo(2);
    prepare();
    assertThat(calls.ended(calls.submit(text2music())).getInteger("status")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"slot\":2} | 200", "{\"slot\":4} | 422", "{\"init_llm\":\"x\"} | 422", "[] | 422",
    "`` | 422"})
  void initChecksItsBody(String body, int status) {
    open(options());
    HttpResponse<Buffer> answer = calls.post("/v1/init", "application/json", body);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.bodyAsJsonObject().getInteger("code")).isEqualTo(400);
    }
  }
}
