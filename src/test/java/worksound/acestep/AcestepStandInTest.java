package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import worksound.acestep.StandInTask.State;

/** The queue, the control a test has over it, what a restart costs, and connections. */
final class AcestepStandInTest extends StandInTestBase {

  private JsonObject stats() {
    return calls.get("/v1/stats").bodyAsJsonObject().getJsonObject("data");
  }

  @Test
  void jobsRunOneAtATimeInOrder() {
    openPrepared(options().maxAlive(3));
    standIn.hold();
    String first = calls.submit(text2music());
    done(standIn.await(StandInEvent.HELD, 1));
    JsonObject second = calls.post("/release_task", text2music()).bodyAsJsonObject().getJsonObject("data");
    JsonObject third = calls.post("/release_task", text2music()).bodyAsJsonObject().getJsonObject("data");
    assertThat(second.getInteger("queue_position")).isEqualTo(1);
    assertThat(third.getInteger("queue_position")).isEqualTo(2);
    assertThat(stats().getInteger("queue_size")).isEqualTo(2);
    assertThat(calls.entry(second.getString("task_id")).getString("stage")).isEqualTo("queued");
    standIn.completeNext();
    done(standIn.await(StandInEvent.HELD, 2));
    assertThat(calls.entry(first).getInteger("status")).isEqualTo(1);
    assertThat(standIn.tasks()).extracting(StandInTask::state).containsExactly(State.SUCCEEDED, State.RUNNING, State.QUEUED);
    standIn.release();
    done(standIn.await(StandInEvent.FINISHED, 3));
    assertThat(standIn.violations()).isEmpty();
  }

  @Test
  void aHeldJobShowsTheProgressATestWants() {
    openPrepared(options());
    standIn.hold();
    String id = calls.submit(text2music());
    done(standIn.await(StandInEvent.HELD, 1));
    assertThat(calls.entry(id).getDouble("progress")).isEqualTo(0.52);
    standIn.showProgress(0.7, "Generating music (batch size: 1)...");
    JsonObject running = calls.entry(id);
    assertThat(running.getDouble("progress")).isEqualTo(0.7);
    assertThat(running.fieldNames()).containsExactlyInAnyOrder("file", "wave", "status", "create_time", "env", "progress", "stage");
  }

  @Test
  void aPermitGivenBeforehandLetsOneJobThrough() {
    openPrepared(options());
    standIn.hold().completeNext();
    calls.ended(calls.submit(text2music()));
    calls.submit(text2music());
    done(standIn.await(StandInEvent.HELD, 1));
    assertThat(done(standIn.awaitTask(2)).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aFullQueueIsBusy() {
    openPrepared(options().queueSize(1).maxAlive(3));
    standIn.hold();
    calls.submit(text2music());
    calls.submit(text2music());
    HttpResponse<Buffer> busy = calls.post("/release_task", text2music());
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.bodyAsJsonObject()).isEqualTo(new JsonObject().put("detail", "Server busy: queue is full"));
  }

  @Test
  void initialisationWaitsForTheRunningJob() {
    openPrepared(options());
    standIn.hold();
    calls.submit(text2music());
    done(standIn.await(StandInEvent.HELD, 1));
    Future<HttpResponse<Buffer>> init = calls.request(HttpMethod.POST, "/v1/init").sendJsonObject(new JsonObject());
    assertThat(calls.get("/health").statusCode()).isEqualTo(200);
    assertThat(init.isComplete()).isFalse();
    standIn.release();
    assertThat(done(init).bodyAsJsonObject().getInteger("code")).isEqualTo(200);
    assertThat(standIn.tasks().get(0).state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void aRestartForgetsWhatWaitedFreezesWhatRanAndKeepsWhatWasMade() {
    openPrepared(options().maxAlive(2));
    String made = calls.submit(text2music());
    String file = calls.ended(made).getString("file");
    standIn.hold();
    String ran = calls.submit(text2music());
    String waited = calls.submit(text2music());
    done(standIn.await(StandInEvent.HELD, 1));
    done(standIn.stop());
    assertThatThrownBy(() -> calls.get("/health")).hasMessageContaining("refused");
    done(standIn.restart());
    assertThat(calls.poll(waited).getString("result")).isEqualTo("[]");
    assertThat(calls.entry(ran).getDouble("progress")).isEqualTo(0.52);
    assertThat(calls.entry(ran).getInteger("status")).isZero();
    assertThat(calls.entry(made).getInteger("status")).isEqualTo(1);
    assertThat(calls.download(file).seconds()).isEqualTo(AcestepCalls.SECONDS_LONG);
    assertThat(calls.get("/health").bodyAsJsonObject().getJsonObject("data").getBoolean("models_initialized")).isFalse();
    prepare();
    standIn.completeNext();
    assertThat(calls.ended(calls.submit(text2music())).getInteger("status")).isEqualTo(1);
    assertThat(standIn.violations()).isEmpty();
  }

  @Test
  void killingCutsARequestUnderWay() {
    open(options().initMillis(60_000));
    Future<HttpResponse<Buffer>> init = calls.request(HttpMethod.POST, "/v1/init").sendJsonObject(new JsonObject());
    assertThat(calls.get("/health").statusCode()).isEqualTo(200);
    done(standIn.stop());
    assertThatThrownBy(() -> done(init)).hasMessageContaining("closed");
  }

  @Test
  void aTaskBeforeInitAfterARestartIsAViolation() {
    openPrepared(options());
    done(standIn.stop());
    done(standIn.restart());
    calls.ended(calls.submit(text2music()));
    assertThat(standIn.violations()).containsExactly("a task before any /v1/init since the server's start");
  }

  @Test
  void withoutDiskcacheARestartForgetsAll() {
    openPrepared(options().diskcache(false));
    String made = calls.submit(text2music());
    calls.ended(made);
    done(standIn.stop());
    done(standIn.restart());
    assertThat(calls.poll(made).getString("result")).isEqualTo("[]");
  }

  @Test
  void anIdleConnectionIsClosedButNotOneThatWaits(Vertx vertx) {
    open(options().keepAliveMillis(50).initMillis(300));
    prepare();
    NetClient client = vertx.createNetClient();
    Promise<Void> closed = Promise.promise();
    done(client.connect(URI.create(standIn.url()).getPort(), "127.0.0.1").compose(socket -> {
      socket.closeHandler(closed::complete);
      return socket.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    }));
    done(closed.future());
  }

  @Test
  void theJavaClientsUpgradeHeaderLosesTheBody(Vertx vertx) throws Exception {
    openPrepared(options());
    HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.url() + "/release_task")).header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(text2music().encode())).build();
    java.net.http.HttpResponse<String> answer =
      done(Future.fromCompletionStage(HttpClient.newHttpClient().sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofString())));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Malformed JSON payload");
    assertThat(standIn.violations()).containsExactly("POST /release_task with an Upgrade header, which loses the body");
  }

  @Test
  void aCarelessTaskIsToldEverythingThatIsWrongWithIt() {
    open(options());
    calls.submit(new JsonObject().put("prompt", "x").put("model", "acestep/acestep-v15-turbo"));
    assertThat(standIn.violations()).contains("release_task without an explicit task_type", "release_task without an explicit audio_format",
      "release_task without an explicit batch_size", "release_task without an explicit audio_duration",
      "release_task without an explicit thinking", "release_task without an explicit use_cot_caption",
      "release_task without an explicit use_cot_language", "audio_format is mp3, not wav", "batch_size is defaulted, not 1",
      "a task before any /v1/init since the server's start")
      .anyMatch(sentence -> sentence.startsWith("model names acestep/acestep-v15-turbo"));
  }

  @Test
  void aCarelessSourceIsToldEverythingThatIsWrongWithIt() {
    openPrepared(options());
    Clip noisy = new Clip(44_100, new float[][] {Tape.cut(0, 44_101).channels()[0]});
    calls.ended(calls.submit(repaint(WavBytes.write(noisy.cut(0, 44_101 * 3), WavBytes.Encoding.PCM_16))));
    assertThat(standIn.violations()).contains("src_audio has 44100 Hz and 1 channels, not 48000 Hz stereo",
      "src_audio has 3.0000680272108844 s, not 6.0", "src_audio has 132303 frames, no multiple of 1920");
    Clip inverted = new Clip(48_000, new float[2][288_000]);
    inverted.channels()[0][200_000] = 0.1f;
    calls.ended(calls.submit(repaint(WavBytes.write(inverted, WavBytes.Encoding.PCM_16))));
    assertThat(standIn.violations()).contains("src_audio is silent before repainting_start",
      "src_audio is not silent after repainting_start");
  }

  @Test
  void hurriedPollingAndReencodedPathsAreViolations() {
    openPrepared(options().minPollMillis(3_600_000));
    String id = calls.submit(text2music());
    done(standIn.await(StandInEvent.FINISHED, 1));
    String file = calls.entry(id).getString("file");
    assertThat(standIn.violations()).isEmpty();
    calls.entry(id);
    assertThat(standIn.violations()).singleElement().asString().startsWith("task 1 polled ");
    assertThat(calls.get(file.replace("%2F", "/")).statusCode()).isEqualTo(200);
    assertThat(standIn.violations()).last().asString().startsWith("an audio file not asked for by its path as it was given");
  }

  @Test
  void pollsComeBackInOrderAndUnknownOnesAmongThem() {
    openPrepared(options());
    String id = calls.submit(text2music());
    JsonArray data = calls.post("/query_result", new JsonObject().put("task_id_list", "[\"x\",\"" + id + "\"]")).bodyAsJsonObject()
      .getJsonArray("data");
    assertThat(data.getJsonObject(0).getString("task_id")).isEqualTo("x");
    assertThat(data.getJsonObject(0).containsKey("progress_text")).isFalse();
    assertThat(data.getJsonObject(1).getString("task_id")).isEqualTo(id);
  }
}
