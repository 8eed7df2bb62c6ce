package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.BrokenAnswer;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.acestep.StandInTask;
import worksound.inference.InferenceOnClock;
import worksound.testing.Requirement;

/** Two GPU hosts, of which one is lost in the middle of a task. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SecondHostTest {

  /** Longer than a host that has failed once rests, in seconds. */
  private static final int REST = 31;
  /** Longer than a host ever rests, in seconds. */
  private static final int LONGEST_REST = 601;
  /** How long a task may go without progress, in seconds; shorter than an answer may take, which the test leaves out with it. */
  private static final int STALL = 5;
  /** Longer than a host that is busy is waited for while another stands ready, in seconds. */
  private static final int BUSY = 12;
  /** Longer than a host that does not answer is waited for while another stands ready, in seconds. */
  private static final int OUTAGE = 12;

  @TempDir
  Path audioDir;

  private Vertx vertx;
  private SkippedTime time;
  private AcestepStandIn first;
  private AcestepStandIn second;
  private Server server;
  private Story story;
  private String session;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    time = new SkippedTime(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    story.close();
    server.stop();
  }

  @Test
  @Requirement("B14")
  void theSecondHostMakesTheSameSegmentFromTheSameSeedUntilTheFirstIsBack() throws Exception {
    play(new StandInOptions(), new StandInOptions());
    assertThat(host()).isEqualTo(first.url());

    first.hold();
    take(0);
    first.await(StandInEvent.HELD, 1).await();
    Buffer seed = task(first, 2).request().upload();
    first.stop().await();
    story.await(frame -> frame.name().equals("status") && Boolean.FALSE.equals(frame.data().getJsonObject("engine").getBoolean("reachable")));
    time.skip(REST); // longer than an outage is waited for while another host stands ready
    JsonObject moved = story.awaitEvent("generation_moved").data();
    assertThat(moved.getString("from")).isEqualTo(first.url());
    assertThat(moved.getString("to")).isEqualTo(second.url());
    assertThat(moved.getInteger("segment_index")).isEqualTo(1);
    assertThat(moved.getString("reason")).contains(first.url());
    JsonObject segment = story.awaitEvent("segment_accepted", 1).data().getJsonObject("segment");
    assertThat(segment.getInteger("source_index")).isZero();
    assertThat(segment.getJsonObject("seam").getDouble("correlation")).isGreaterThan(0.99);
    assertThat(task(second, 1).request().upload()).as("the seed that both were sent").isEqualTo(seed);
    assertThat(host()).isEqualTo(second.url());

    first.release();
    first.restart().await();
    time.skip(2 * REST);
    take(1);
    assertThat(story.awaitEvent("segment_accepted", 2).data().getJsonObject("segment").getInteger("source_index")).isEqualTo(1);
    assertThat(host()).as("the first choice, which is there again").isEqualTo(first.url());
    assertThat(server.status().getValue("error")).isNull();
    // A stand-in of its own begins its tape anew, so that the gate may have found nothing new at first.
    assertThat(second.tasks()).as("nothing else was asked of the second").allSatisfy(task -> assertThat(task.request().upload()).isEqualTo(seed));
  }

  /** A task that hangs is given up after acestep.task_stall_seconds; what is left of it there is not waited for long. */
  @Test
  @Requirement("B14")
  void aHostOnWhichATaskHangsIsLeftForTheSecond() throws Exception {
    play(new StandInOptions(), new StandInOptions());

    first.hold();
    take(0);
    first.await(StandInEvent.HELD, 1).await();
    first.showProgress(0.5, "Generating music");
    story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("generation") != null
      && frame.data().getJsonObject("generation").getDouble("progress") > 0);
    time.skip(STALL + 1);
    assertThat(story.awaitEvent("generation_failed").data().getString("code")).isEqualTo("task-stalled");
    story.await(frame -> frame.name().equals("status") && frame.data().encode().contains("waiting for ACE-Step to finish earlier work"));
    time.skip(BUSY);
    assertThat(story.awaitEvent("generation_moved").data().getString("to")).isEqualTo(second.url());
    story.awaitEvent("segment_accepted", 1);
    assertThat(server.status().getValue("error")).isNull();
    first.release();
  }

  /** Its connections stay open and nothing is heard of it, as when its machine is switched off. */
  @Test
  @Requirement("B14")
  void aHostThatDiesWhileItLoadsItsModelsIsLeftForTheSecond() throws Exception {
    start(new StandInOptions().initMillis(60_000), new StandInOptions());
    story.await(frame -> frame.name().equals("status") && frame.data().encode().contains("loading models"));
    first.breakEndpoints(BrokenAnswer.CLOSES, "/health");
    time.skip(4); // longer than the pause between two questions
    first.await(StandInEvent.BROKEN, 1).await();
    time.skip(OUTAGE);
    assertThat(story.awaitEvent("generation_moved").data().getString("to")).isEqualTo(second.url());
    story.awaitEvent("segment_accepted", 0);
    assertThat(story.frames()).filteredOn(frame -> frame.name().equals("generation_failed")).singleElement()
      .matches(frame -> frame.data().getString("code").equals("unreachable"));
  }

  @Test
  @Requirement({"B14", "B16"})
  void aNewPieceIsMadeByTheSecondHostWhereTheFirstIsGone() throws Exception {
    play(new StandInOptions(), new StandInOptions());

    take(0);
    story.awaitEvent("segment_accepted", 1);
    first.stop().await();
    assertThat(server.request(HttpMethod.POST, "/session/piece").send().await().statusCode()).isEqualTo(200);
    assertThat(story.awaitEvent("generation_moved").data().getString("to")).isEqualTo(second.url());
    JsonObject piece = story.await(frame -> frame.name().equals("segment_accepted")
      && "crossfade".equals(frame.data().getJsonObject("segment").getString("join"))).data().getJsonObject("segment");
    assertThat(piece.getValue("source_index")).isNull();
    assertThat(story.frames()).noneMatch(frame -> frame.name().equals("piece_failed"));
  }

  @Test
  void aSecondHostThatRefusesTheKeyDoesNotEndWhatTheFirstCanDoAgainSoon() throws Exception {
    play(new StandInOptions(), new StandInOptions().apiKey("another"));

    first.stop().await();
    take(0);
    story.await(frame -> frame.name().equals("generation_failed") && frame.data().getString("code").equals("key-refused"));
    first.restart().await();
    story.awaitEvent("segment_accepted", 1);
    assertThat(host()).isEqualTo(first.url());
    assertThat(story.frames()).noneMatch(frame -> frame.name().equals("session_failed"));
  }

  /** It is back without its models and needs longer than a probe to find that they cannot be loaded any more; the second generates meanwhile. */
  @Test
  void aFirstHostThatCannotLoadItsModelsAnyMoreFallsBackAndIsUsedAgain() throws Exception {
    play(new StandInOptions().initMillis(3_000), new StandInOptions());
    first.stop().await();
    first.breakModel("acestep-5Hz-lm-4B");
    take(0);
    story.awaitEvent("segment_accepted", 1);
    assertThat(host()).isEqualTo(second.url());

    first.restart().await();
    int newest = 1;
    while (host().equals(second.url())) {
      time.skip(LONGEST_REST);
      take(newest);
      story.awaitEvent("segment_accepted", ++newest);
    }
    assertThat(first.loadedLm()).isEqualTo("acestep-5Hz-lm-1.7B");
    assertThat(story.frames()).anyMatch(frame -> frame.name().equals("generation_fell_back"));
    assertThat(story.frames()).anyMatch(frame -> frame.data().encode().contains("still loading its models"));
    assertThat(server.status().getValue("error")).isNull();
  }

  /** Starts both hosts and the server; segment 0 waits for the page. */
  private void play(StandInOptions firstOptions, StandInOptions secondOptions) throws Exception {
    start(firstOptions, secondOptions);
    story.awaitEvent("segment_accepted", 0);
  }

  private void start(StandInOptions firstOptions, StandInOptions secondOptions) throws Exception {
    first = AcestepStandIn.start(vertx, firstOptions.segment(6, 2)).await();
    second = AcestepStandIn.start(vertx, secondOptions.segment(6, 2)).await();
    server = Server.start(vertx, audioDir,
      new JsonObject().put("acestep", new JsonObject().put("url", new JsonArray().add(first.url()).add(second.url()))
        .put("task_stall_seconds", STALL)),
      config -> InferenceOnClock.verticle(config, time));
    story = Story.read(server, null);
    session = server.play("calm");
  }

  private String host() throws Exception {
    return server.status().getJsonObject("engine").getString("host");
  }

  private static StandInTask task(AcestepStandIn acestep, int number) {
    return acestep.tasks().get(number - 1);
  }

  private void take(int index) throws Exception {
    assertThat(server.get("/audio/" + index + ".wav?session=" + session).statusCode()).isEqualTo(200);
  }
}
