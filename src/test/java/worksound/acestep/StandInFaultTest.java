package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.START;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault does what its name says, as often as armed, and no more. */
final class StandInFaultTest extends StandInTestBase {

  private static final int BOUNDARY = (int) (START * Tape.RATE);

  @BeforeEach
  void prepared() {
    openPrepared(options());
  }

  @Test
  void unreachableClosesTheConnectionAndDoesNothing() {
    standIn.next(2, Fault.UNREACHABLE);
    assertCut(() -> calls.get("/health"));
    assertCut(() -> calls.submit(text2music()));
    assertThat(calls.get("/health").statusCode()).isEqualTo(200);
    assertThat(standIn.tasks()).isEmpty();
  }

  @Test
  void aLostAnswerLeavesARunningTask() {
    standIn.hold().next(Fault.ANSWER_LOST);
    assertCut(() -> calls.submit(text2music()));
    assertThat(done(standIn.awaitTask(1)).state()).isEqualTo(StandInTask.State.RUNNING);
    calls.submit(text2music());
    assertThat(standIn.violations()).containsExactly("a task while 1 of this client's are alive");
  }

  @Test
  void aRefusedKeySparesTheOpenEndpoints() {
    standIn.next(Fault.REFUSED_KEY);
    assertThat(calls.get("/health").statusCode()).isEqualTo(200);
    HttpResponse<Buffer> refused = calls.get("/v1/stats");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.bodyAsJsonObject().getString("detail")).isEqualTo("Invalid API key");
    assertThat(calls.get("/v1/stats").statusCode()).isEqualTo(200);
  }

  static Stream<Map.Entry<Fault, Integer>> refusals() {
    return Map.of(Fault.BUSY, 429, Fault.BAD_REQUEST, 400, Fault.UNSUPPORTED, 415, Fault.UNPROCESSABLE, 422, Fault.SERVER_ERROR, 500)
      .entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusedSubmissionMakesNoTask(Map.Entry<Fault, Integer> refusal) {
    standIn.next(refusal.getKey());
    assertThat(calls.post("/release_task", text2music()).statusCode()).isEqualTo(refusal.getValue());
    assertThat(standIn.tasks()).isEmpty();
    assertThat(standIn.count(StandInEvent.REFUSED)).isEqualTo(1);
    calls.submit(text2music());
  }

  @Test
  void theThreeShapesOfAnErrorDiffer() {
    standIn.next(Fault.BAD_REQUEST).next(Fault.UNPROCESSABLE).next(Fault.SERVER_ERROR);
    assertThat(calls.post("/release_task", text2music()).bodyAsJsonObject().getValue("detail")).isInstanceOf(String.class);
    assertThat(calls.post("/release_task", text2music()).bodyAsJsonObject().getValue("detail")).isInstanceOf(JsonArray.class);
    HttpResponse<Buffer> crash = calls.post("/release_task", text2music());
    assertThat(crash.getHeader("content-type")).startsWith("text/plain");
    assertThat(crash.bodyAsString()).isEqualTo("Internal Server Error");
  }

  @Test
  void aBusyServerCountsAPhantom() {
    standIn.next(Fault.BUSY);
    calls.post("/release_task", text2music());
    JsonObject stats = calls.get("/v1/stats").bodyAsJsonObject().getJsonObject("data");
    assertThat(stats.getJsonObject("jobs").getInteger("queued")).isEqualTo(1);
    assertThat(stats.getInteger("queue_size")).isZero();
  }

  @Test
  void aPollMayCrash() {
    standIn.next(Fault.POLL_ERROR);
    assertThat(calls.post("/query_result", new JsonObject()).statusCode()).isEqualTo(500);
  }

  @Test
  void aFailureHidesItsTextButTheLogHasIt() {
    standIn.next(Fault.CUDA_OUT_OF_MEMORY);
    String id = calls.submit(text2music());
    JsonObject entry = calls.ended(id);
    assertThat(entry.fieldNames()).doesNotContain("error");
    assertThat(entry.getDouble("progress")).isZero();
    assertThat(entry.getString("stage")).isEqualTo("failed");
    assertThat(calls.poll(id).getString("progress_text")).contains("CUDA out of memory").contains("/home/gpu/");
  }

  @Test
  void withoutDiskcacheAFailureIsATraceback() {
    openPrepared(options().diskcache(false));
    standIn.next(Fault.FAILED);
    String id = calls.submit(text2music());
    assertThat(calls.ended(id).getString("error").strip()).startsWith("Traceback").contains("/home/gpu/")
      .endsWith("RuntimeError: Music generation failed: 0-dimensional tensor");
    assertThat(calls.poll(id).getString("progress_text")).isEmpty();
  }

  @Test
  void aForgottenTaskIsUnknown() {
    standIn.next(Fault.FORGOTTEN);
    assertThat(calls.poll(calls.submit(text2music())).getString("result")).isEqualTo("[]");
  }

  @Test
  void aFrozenTaskStaysAndTheNextOneRuns() {
    standIn.next(Fault.FROZEN);
    String frozen = calls.submit(text2music());
    assertThat(calls.ended(calls.submit(text2music())).getInteger("status")).isEqualTo(1);
    assertThat(calls.entry(frozen).getInteger("status")).isZero();
    assertThat(calls.entry(frozen).getDouble("progress")).isEqualTo(0.52);
  }

  @Test
  void aResultMayBeWithoutFileOrAModelOrAHostOfItsOwn() {
    standIn.next(Fault.NO_FILE).next(Fault.FILE_GONE).next(Fault.otherDit("acestep-v15-sft")).next(Fault.foreignHost("http://10.0.0.9"));
    JsonObject entry = calls.ended(calls.submit(text2music()));
    assertThat(entry.getInteger("status")).isEqualTo(1);
    assertThat(entry.getString("file")).isEmpty();
    assertThat(calls.get(calls.ended(calls.submit(text2music())).getString("file")).statusCode()).isEqualTo(404);
    assertThat(calls.ended(calls.submit(text2music())).getString("dit_model")).isEqualTo("acestep-v15-sft");
    assertThat(calls.ended(calls.submit(text2music())).getString("file")).startsWith("http://10.0.0.9/v1/audio?path=");
  }

  @Test
  void audioMayBeSilentShortClippedOrFadingOut() {
    standIn.next(Fault.SILENT).next(Fault.wrongLength(3)).next(Fault.CLIPPED).next(Fault.FADE_OUT);
    Clip silent = calls.made(text2music());
    assertThat(silent.peak(0, silent.frames())).isZero();
    assertThat(calls.made(text2music()).seconds()).isEqualTo(3);
    assertThat(calls.made(text2music()).peak(0, 48_000)).isGreaterThan(0.999f);
    Clip faded = calls.made(text2music());
    assertThat(faded.peak(0, 48_000)).isGreaterThan(0.3f);
    assertThat(faded.peak(faded.frames() / 2, faded.frames())).isZero();
  }

  @Test
  void aBodyMayBeNoWav() {
    standIn.next(Fault.NOT_WAV);
    assertThat(calls.get(calls.ended(calls.submit(text2music())).getString("file")).bodyAsString()).startsWith("fLaC");
  }

  @Test
  void aRepaintMayFadeOutAfterItsHeadOrBeUnrelated() {
    byte[] seed = seed();
    standIn.next(Fault.FADE_OUT).next(Fault.UNRELATED);
    Clip faded = calls.made(repaint(seed));
    assertThat(Likeness.of(AcestepCalls.decoded(seed), faded, 0, BOUNDARY - 1_200).residualDb()).isLessThan(-60);
    assertThat(faded.peak(2 * BOUNDARY, faded.frames())).isZero();
    Clip unrelated = calls.made(repaint(seed));
    assertThat(Likeness.of(AcestepCalls.decoded(seed), unrelated, 0, BOUNDARY).residualDb()).isGreaterThan(-10);
  }

  @Test
  void aRepaintMayGoOnAsOtherMusicAfterItsHead() {
    byte[] seed = seed();
    standIn.next(Fault.OTHER_MUSIC);
    Clip other = calls.made(repaint(seed));
    assertThat(Likeness.of(AcestepCalls.decoded(seed), other, 0, BOUNDARY - 1_200).residualDb()).isLessThan(-60);
    Clip tape = calls.made(repaint(seed));
    assertThat(Likeness.of(tape, other, BOUNDARY, tape.frames()).residualDb()).isGreaterThan(-3);
  }

  @Test
  void aDownloadMayBeCut() {
    String file = calls.ended(calls.submit(text2music())).getString("file");
    standIn.next(Fault.truncatedAfter(10_000));
    assertCut(() -> calls.get(file));
    assertThat(calls.download(file).seconds()).isEqualTo(AcestepCalls.SECONDS_LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void aDownloadMayStallOnAnOpenConnection(int bytes, Vertx vertx) {
    String file = calls.ended(calls.submit(text2music())).getString("file");
    standIn.next(Fault.stalledAfter(bytes));
    Promise<Void> arrived = Promise.promise();
    Promise<Void> ended = Promise.promise();
    AtomicInteger received = new AtomicInteger();
    HttpClient client = vertx.createHttpClient();
    done(client.request(new RequestOptions().setAbsoluteURI(standIn.url() + file)).compose(request -> request.send().onSuccess(response -> {
      assertThat(response.getHeader("content-length")).isEqualTo("1152044");
      response.endHandler(ended::complete).exceptionHandler(ended::fail).handler(part -> {
        if (received.addAndGet(part.length()) >= bytes) {
          arrived.complete();
        }
      });
    })));
    done(arrived.future());
    assertThat(calls.get("/health").statusCode()).isEqualTo(200);
    assertThat(received).hasValue(bytes);
    assertThat(ended.future().isComplete()).isFalse();
    assertThat(standIn.count(StandInEvent.DOWNLOAD_STARTED)).isEqualTo(1);
    assertThat(standIn.count(StandInEvent.DOWNLOADED)).isZero();
  }
}
