package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.done;
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
import java.io.IOException;
import java.net.URI;
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
  void aRestartForgetsWhatWaitedFreezesWhatRanAndKeepsWhatWasMade() throws IOException {
    openPrepared(options().maxAlive(2));
    String made = calls.submit(text2music());
    String file = calls.ended(made).getString("file");
    standIn.hold();
    String ran = calls.submit(text2music());
    String waited = calls.submit(text2music());
    done(standIn.await(StandInEvent.HELD, 1));
    done(standIn.stop());
    assertPortClosed();
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
    assertCut(() -> done(init));
  }

  @Test
  void aJobOfADeadServerNeverEnds() {
    openPrepared(options().jobMillis(1_000));
    calls.submit(text2music());
    done(standIn.await(StandInEvent.STARTED, 1));
    done(standIn.stop());
    done(standIn.restart());
    prepare();
    calls.ended(calls.submit(text2music()));
    assertThat(standIn.tasks()).extracting(StandInTask::state).containsExactly(State.FROZEN, State.SUCCEEDED);
    assertThat(standIn.count(StandInEvent.FINISHED)).isEqualTo(1);
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
