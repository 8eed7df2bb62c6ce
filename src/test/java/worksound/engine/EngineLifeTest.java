package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.repaint;
import static worksound.engine.EngineClient.result;
import static worksound.engine.EngineClient.task;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.config.EngineConfig;
import worksound.engine.render.Clip;
import worksound.engine.score.ScoreTime;
import worksound.testing.Ports;

/** Starting, working in order, being slow on purpose, and leaving nothing behind. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class EngineLifeTest {

  @Test
  void leavesNeitherPortNorFilesBehind(Vertx vertx) throws IOException {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(0, 0));
    String deployment = await(vertx.deployVerticle(engine));
    EngineClient client = new EngineClient(vertx, engine.port());
    Path file = EngineClient.path(client.finished(client.submit(task("x", 1))));
    assertThat(file).exists();
    int port = engine.port();
    await(vertx.undeploy(deployment));
    assertThat(file.getParent().getParent()).doesNotExist();
    Ports.awaitClosed(port);
  }

  @Test
  void stopsInTheMiddleOfARender(Vertx vertx) throws IOException {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(600, 0));
    String deployment = await(vertx.deployVerticle(engine));
    EngineClient client = new EngineClient(vertx, engine.port());
    client.submit(task("x", 600));
    client.submit(task("y", 600));
    assertThat(client.get("/v1/stats").bodyAsJsonObject().getJsonObject("data").getInteger("queue_size")).isEqualTo(1);
    int port = engine.port();
    await(vertx.undeploy(deployment));
    Ports.awaitClosed(port);
  }

  @Test
  void deletesUploadsOnceTheyAreUsedAndThoseItHasNoUseFor(Vertx vertx) throws IOException {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(0, 0));
    await(vertx.deployVerticle(engine));
    EngineClient client = new EngineClient(vertx, engine.port());
    Clip clip = Clip.silence(ScoreTime.RATE);
    Path file = EngineClient.path(client.finished(client.submit(repaint("x", clip.wav(), 0.5))));
    await(client.web().post("/release_task").sendMultipartForm(repaint("x", clip.wav(), 0.5).attribute("repaint_mode", "bad")));
    client.finished(client.submit(task("x", 1)));
    Path uploads = file.getParent().getParent().resolve("uploads");
    await(waitUntilEmpty(vertx, uploads));
  }

  private static io.vertx.core.Future<Void> waitUntilEmpty(Vertx vertx, Path folder) {
    return vertx.fileSystem().readDir(folder.toString())
      .compose(files -> files.isEmpty() ? io.vertx.core.Future.succeededFuture() : vertx.timer(20).compose(done -> waitUntilEmpty(vertx, folder)));
  }

  @Test
  void takesAtLeastTheTimeItIsToldTo(Vertx vertx) {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(1, 0));
    await(vertx.deployVerticle(engine));
    EngineClient client = new EngineClient(vertx, engine.port());
    long began = System.nanoTime();
    assertThat(client.finished(client.submit(task("x", 0.5))).getInteger("status")).isEqualTo(1);
    assertThat((System.nanoTime() - began) / 1e9).isGreaterThanOrEqualTo(1);
  }

  /** By answers that tell of all three at once, so that none of them goes on between two looks. */
  @Test
  void worksInOrderOneAtATime(Vertx vertx) {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(0.2, 0));
    await(vertx.deployVerticle(engine));
    EngineClient client = new EngineClient(vertx, engine.port());
    List<String> ids = Stream.of("a", "b", "c").map(prompt -> client.submit(task(prompt, 0.5))).toList();
    List<JsonObject> jobs = client.query(ids);
    while (jobs.get(2).getInteger("status") == 0) {
      assertThat(jobs).extracting(job -> job.getInteger("status")).as("done from the first on").isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(jobs).filteredOn(job -> job.getInteger("status") == 0 && !result(job).getString("stage").equals("queued")).as("that run")
        .hasSizeLessThanOrEqualTo(1);
      await(vertx.timer(20));
      jobs = client.query(ids);
    }
    assertThat(jobs).extracting(job -> job.getInteger("status")).containsOnly(1);
  }

  @Test
  void initWaitsForTheRunningJob(Vertx vertx) {
    EngineVerticle engine = EngineClient.engine(new EngineConfig(0.5, 0));
    await(vertx.deployVerticle(engine));
    EngineClient client = new EngineClient(vertx, engine.port());
    String id = client.submit(task("x", 0.5));
    client.post("/v1/init", new JsonObject());
    assertThat(client.query(id).getInteger("status")).isEqualTo(1);
  }

  /** An hour of music takes longer than is waited for here. */
  @Test
  void whatIsAskedForEndsTheWarmUp(Vertx vertx) {
    for (int asked = 0; asked < 2; asked++) {
      EngineVerticle engine = EngineClient.engine(new EngineConfig(0, 3_600));
      String deployment = await(vertx.deployVerticle(engine));
      EngineClient client = new EngineClient(vertx, engine.port());
      engine.warmUp("rain");
      if (asked == 0) {
        assertThat(client.finished(client.submit(task("x", 0.5))).getInteger("status")).isEqualTo(1);
      } else {
        assertThat(client.post("/v1/init", new JsonObject()).statusCode()).isEqualTo(200);
      }
      await(vertx.undeploy(deployment));
    }
  }
}
