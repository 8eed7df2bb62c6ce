package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.repaint;
import static worksound.engine.EngineClient.result;
import static worksound.engine.EngineClient.task;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.Timeout;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import worksound.engine.render.Clip;

/** The wire: what worksound's client of ACE-Step 1.5 sends and gets. */
@Timeout(value = 90, timeUnit = TimeUnit.SECONDS)
class EngineHttpTest extends EngineTestBase {

  private static final double SECONDS = 2;

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
    HttpResponse<Buffer> download = client.get(result.getString("file"));
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.getHeader("content-type")).isEqualTo("audio/wav");
    assertThat(Clip.of(download.body()).seconds()).isEqualTo(SECONDS);
  }

  @Test
  void readsNumbersAndFlagsFromTexts() {
    JsonObject task = new JsonObject().put("prompt", "rain").put("task_type", "text2music").put("audio_duration", "1.5").put("batch_size", "1")
      .put("audio_format", "wav32").put("use_random_seed", "false").put("seed", "42");
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

  @Test
  void initialisesAnyModelUnderItsOwnName() {
    JsonObject wish = new JsonObject().put("model", "acestep-v15-sft").put("init_llm", true).put("lm_model_path", "acestep-5Hz-lm-4B");
    JsonObject data = client.post("/v1/init", wish).bodyAsJsonObject().getJsonObject("data");
    assertThat(data.getString("loaded_model")).isEqualTo("worksound-synth");
    assertThat(data.getString("loaded_lm_model")).isEqualTo("none");
    assertThat(client.post("/v1/init", new JsonObject()).bodyAsJsonObject().getJsonObject("data").getValue("loaded_lm_model")).isNull();
    assertThat(client.post("/v1/init", "application/json", "").statusCode()).isEqualTo(400);
  }

  @Test
  void countsItsJobs() {
    client.finished(client.submit(task("x", 1)));
    client.finished(client.submit(repaint("x", Buffer.buffer("no sound"), 0.5)));
    JsonObject stats = client.get("/v1/stats").bodyAsJsonObject().getJsonObject("data");
    assertThat(stats.getJsonObject("jobs")).isEqualTo(new JsonObject().put("total", 2).put("queued", 0).put("running", 0).put("succeeded", 1).put("failed", 1));
    assertThat(stats.getInteger("queue_size")).isZero();
    assertThat(stats.getDouble("avg_job_seconds")).isPositive();
  }

  @Test
  void reportsAQueuedTaskAsOne() {
    client.submit(task("x", 600));
    JsonObject waiting = client.query(client.submit(task("y", 1)));
    JsonObject result = result(waiting);
    assertThat(result.getString("stage")).isEqualTo("queued");
    assertThat(result.getDouble("progress")).isZero();
    assertThat(waiting.getInteger("status")).isZero();
  }

  @Test
  void answersForAnUnknownTaskAsIfItWereNeverDone() {
    JsonObject entry = client.query("gone");
    assertThat(entry.getString("result")).isEqualTo("[]");
    assertThat(entry.getInteger("status")).isZero();
  }

  @Test
  void answersQueriesInOrder() {
    String id = client.submit(task("x", 1));
    client.finished(id);
    JsonObject query = new JsonObject().put("task_id_list", new JsonArray().add("gone").add(id));
    JsonArray answers = client.post("/query_result", query).bodyAsJsonObject().getJsonArray("data");
    assertThat(answers.getJsonObject(0).getString("task_id")).isEqualTo("gone");
    assertThat(answers.getJsonObject(1).getInteger("status")).isEqualTo(1);
  }
}
