package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.START;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.seedFrom;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server that passes for ACE-Step 1.5 must do, whatever makes its music. A subclass starts one. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
public abstract class AcestepContractTest {

  private static final int BOUNDARY = (int) (START * Tape.RATE);
  private static final int RAMP = 2_400;

  AcestepCalls calls;

  /** Starts the server. @return its base URL without a slash at the end */
  protected abstract Future<String> startServer(Vertx vertx);

  /** The key that the server takes, null for an open one. */
  protected String apiKey() {
    return null;
  }

  @BeforeEach
  void start(Vertx vertx) {
    calls = new AcestepCalls(vertx, done(startServer(vertx)), apiKey());
  }

  void prepare() {
    JsonObject inventory = calls.get("/v1/model_inventory").bodyAsJsonObject().getJsonObject("data");
    JsonArray lms = inventory.getJsonArray("lm_models");
    HttpResponse<Buffer> answer = calls.init(inventory.getString("default_model"), lms.getJsonObject(0).getString("name"));
    assertThat(answer.bodyAsJsonObject().getInteger("code")).as(answer.bodyAsString()).isEqualTo(200);
  }

  @Test
  void healthIsInTheEnvelope() {
    JsonObject health = calls.get("/health").bodyAsJsonObject();
    assertThat(health.fieldNames()).containsExactlyInAnyOrder("data", "code", "error", "timestamp", "extra");
    assertThat(health.getInteger("code")).isEqualTo(200);
    assertThat(health.getValue("error")).isNull();
    assertThat(health.getJsonObject("data").getString("status")).isEqualTo("ok");
    assertThat(health.getJsonObject("data").fieldNames()).contains("models_initialized", "llm_initialized");
  }

  @Test
  void initSaysWhatIsLoadedAndHealthAgrees() {
    prepare();
    JsonObject health = calls.get("/health").bodyAsJsonObject().getJsonObject("data");
    assertThat(health.getBoolean("models_initialized")).isTrue();
    assertThat(health.getBoolean("llm_initialized")).isTrue();
    assertThat(calls.get("/v1/models").bodyAsJsonObject().getJsonArray("data")).isNotEmpty();
  }

  @Test
  void statisticsCountTheQueue() {
    JsonObject stats = calls.get("/v1/stats").bodyAsJsonObject().getJsonObject("data");
    assertThat(stats.getInteger("queue_size")).isZero();
    assertThat(stats.getDouble("avg_job_seconds")).isNotNegative();
    assertThat(stats.getJsonObject("jobs").fieldNames()).contains("queued", "running", "succeeded", "failed");
  }

  @Test
  void text2musicEndsInAWavOfTheLengthAskedFor() {
    prepare();
    JsonObject entry = calls.ended(calls.submit(text2music()));
    assertThat(entry.getInteger("status")).isEqualTo(1);
    assertThat(entry.getString("file")).startsWith("/v1/audio?path=%2F");
    HttpResponse<Buffer> file = calls.get(entry.getString("file"));
    assertThat(file.getHeader("content-type")).isEqualTo("audio/wav");
    assertThat(file.getHeader("content-length")).isEqualTo(Integer.toString(file.body().length()));
    Clip clip = AcestepCalls.decoded(file.body().getBytes());
    assertThat(clip.rate()).isEqualTo(48_000);
    assertThat(clip.channels()).hasDimensions(2, (int) (AcestepCalls.SECONDS_LONG * 48_000));
    assertThat(clip.peak(0, clip.frames())).isBetween(0.1f, 0.9f);
  }

  @ParameterizedTest
  @EnumSource
  void repaintKeepsTheHeadUpToOneGainAndGoesOn(WavBytes.Encoding upload) {
    prepare();
    Clip first = calls.made(text2music());
    byte[] seed = seedFrom(first, upload);
    Clip second = calls.made(repaint(seed));
    assertThat(second.frames()).isEqualTo(first.frames());
    Likeness head = Likeness.of(AcestepCalls.decoded(seed), second, 0, BOUNDARY - RAMP);
    assertThat(head.residualDb()).isLessThan(-60);
    assertThat(second.peak(BOUNDARY, second.frames())).isGreaterThan(0.05f);
    assertThat(second.peak(second.frames() - 48_000, second.frames())).isGreaterThan(0.05f);
  }

  @Test
  void repaintOfSomethingThatIsNoAudioIsAcceptedAndFails() {
    prepare();
    assertThat(calls.ended(calls.submit(repaint(new byte[100]))).getInteger("status")).isEqualTo(2);
  }

  @Test
  void anUnknownTaskIsNoError() {
    JsonObject polled = calls.poll("no-such-task");
    assertThat(polled.getString("task_id")).isEqualTo("no-such-task");
    assertThat(polled.getString("result")).isEqualTo("[]");
    assertThat(polled.getInteger("status")).isZero();
  }

  @Test
  void numbersAndBooleansMayBeText() {
    prepare();
    JsonObject body = text2music();
    body.fieldNames().forEach(name -> body.put(name, body.getValue(name).toString()));
    assertThat(calls.made(body).seconds()).isEqualTo(AcestepCalls.SECONDS_LONG);
  }

  @Test
  void aFixedSeedGivesTheSameAudio() {
    prepare();
    JsonObject body = text2music().put("seed", 42).put("use_random_seed", false);
    assertThat(Likeness.of(calls.made(body), calls.made(body), 0, 48_000).residualDb()).isLessThan(-90);
  }

  @ParameterizedTest
  @CsvSource({"GET,/release_task", "GET,/query_result", "POST,/health", "HEAD,/v1/audio", "GET,/v1/init"})
  void theWrongMethodIsRefused(String method, String path) {
    assertThat(done(calls.request(HttpMethod.valueOf(method), path).send()).statusCode()).isEqualTo(405);
  }

  @Test
  void onlyAudioFilesAreServed() {
    prepare();
    String file = calls.ended(calls.submit(text2music())).getString("file");
    assertThat(calls.get(file.replace(".wav", "0.wav")).statusCode()).isEqualTo(404);
    assertThat(calls.get("/v1/audio?path=%2Fetc%2Fpasswd").statusCode()).isEqualTo(403);
    assertThat(calls.get(file.replace("%2F", "%252F")).statusCode()).isEqualTo(403);
  }
}
