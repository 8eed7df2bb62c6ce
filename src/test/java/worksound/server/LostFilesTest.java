package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
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
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.messages.SegmentFiles;

/** Somebody removes files of a session that plays: what is lost is made again, and everyone can see why. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class LostFilesTest {

  private SegmentFiles files;
  private AcestepStandIn acestep;
  private Server server;
  private Story story;
  private String session;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    files = new SegmentFiles(audioDir);
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url())));
    story = Story.read(server, null);
    session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(server.status().getValue("error")).isNull();
    story.close();
    server.stop();
    assertThat(acestep.violations()).isEmpty();
    acestep.close().await();
  }

  @Test
  void aWaitingSegmentWhoseFileIsRemovedIsMadeAgainFromItsSeed() throws Exception {
    takeAndAwait(0, 1);
    Files.delete(files.segment(session, 1));
    assertLost(1);
    assertMadeAgain(1, 2, 0);
    takeAndAwait(1, 2);
    assertThat(acestep.tasks().get(2).tapePosition()).as("made again from the same source").isEqualTo(acestep.tasks().get(1).tapePosition());
  }

  @Test
  void aWaitingSegmentWhoseFolderIsRemovedIsMadeAgainFromThePromptAlone() throws Exception {
    takeAndAwait(0, 1);
    removeFolder();
    assertLost(1);
    assertMadeAgain(1, 2, null);
    takeAndAwait(1, 2);
  }

  @Test
  void aFirstSegmentWhoseFolderIsRemovedIsMadeAgain() throws Exception {
    removeFolder();
    assertLost(0);
    assertMadeAgain(0, 2, null);
    takeAndAwait(0, 1);
  }

  @Test
  void aFolderThatIsRemovedDuringATaskCostsOneAttemptAndTheMusicGoesOn() throws Exception {
    acestep.hold();
    server.get("/audio/0.wav?session=" + session);
    acestep.await(StandInEvent.HELD, 1).await();
    removeFolder();
    acestep.release();
    assertMadeAgain(1, 1, null);
    takeAndAwait(1, 2);
  }

  /** The page asks for the segment that it plays when it is reloaded; the one after it is gone with it and has to be made again. */
  @Test
  void whatWaitsIsMadeAgainWhenTheSegmentBeforeItIsAskedForAndGone() throws Exception {
    takeAndAwait(0, 1);
    removeFolder();
    assertLost(0);
    assertMadeAgain(1, 2, null);
    takeAndAwait(1, 2);
  }

  /** In one step, for the server may be writing to it. */
  private void removeFolder() throws Exception {
    Files.move(files.session(session), Files.createTempDirectory(files.directory(), "removed").resolve("folder"));
  }

  private void assertLost(int index) throws Exception {
    assertThat(server.get("/audio/" + index + ".wav?session=" + session).bodyAsJsonObject().getString("code")).isEqualTo("segment-gone");
    assertThat(story.awaitEvent("segment_lost", index).id()).isNotNull();
  }

  /** A segment is accepted for the so-manieth time, made from that source. */
  private void assertMadeAgain(int index, int times, Integer source) throws Exception {
    story.await(frame -> accepted(index) >= times);
    Story.Frame made = story.frames().stream().filter(frame -> frame.name().equals("segment_accepted") && frame.index() == index)
      .reduce((before, last) -> last).orElseThrow();
    assertThat(made.data().getJsonObject("segment").getInteger("source_index")).isEqualTo(source);
    assertThat(server.status().getJsonObject("segment").getInteger("index")).isEqualTo(index);
  }

  private long accepted(int index) {
    return story.frames().stream().filter(frame -> frame.name().equals("segment_accepted") && frame.index() == index).count();
  }

  private void takeAndAwait(int index, int next) throws Exception {
    assertThat(server.get("/audio/" + index + ".wav?session=" + session).statusCode()).isEqualTo(200);
    JsonObject segment = story.awaitEvent("segment_accepted", next).data().getJsonObject("segment");
    assertThat(segment.getInteger("source_index")).isEqualTo(index);
  }
}
