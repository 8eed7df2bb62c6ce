package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;
import worksound.messages.Addresses;
import worksound.messages.SegmentRequests.PrepareSegment;
import worksound.testing.Folders;
import worksound.testing.Requirement;

/** A segment that waits is made again while there is time, and the take that goes on most smoothly is the one that the page gets. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class TakesTest {

  /** Long enough for a take to fit although a busy machine makes attempts slow. */
  private static final int SECONDS = 40;

  private AcestepStandIn acestep;
  private Path folder;
  private Server server;
  private Story story;
  private String session;

  /** Segment 0 is with the page, which has not said where it is, and segment 1 waits. */
  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    folder = audioDir;
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(SECONDS, 8)).await();
    server = Server.start(vertx, audioDir, new JsonObject()
      .put("segment", new JsonObject().put("seconds", SECONDS).put("overlap_seconds", 8))
      .put("player", new JsonObject().put("crossfade_seconds", 1).put("prefetch_seconds", 2).put("prefetch_max_seconds", 2))
      // A number, so that a smooth boundary ends it no sooner; the limit lets a break pass that is to be improved on.
      .put("audio", new JsonObject().put("dir", audioDir.toString()).put("takes", 2).put("gate", new JsonObject().put("max_boundary_score", 100)))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("max_attempts", 3)));
    story = Story.read(server, null);
    session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
  }

  @AfterEach
  void stop() throws Exception {
    story.close();
    server.stop();
    assertThat(acestep.violations()).isEmpty();
    acestep.close().await();
  }

  /** The first take of segment 1. */
  private JsonObject firstTake(Fault fault) throws Exception {
    if (fault != null) {
      acestep.next(fault);
    }
    server.get("/audio/0.wav?session=" + session);
    return story.awaitEvent("segment_accepted", 1).data().getJsonObject("segment");
  }

  private void playing(double position) throws Exception {
    assertThat(server.send(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", "page").put("session_id", session)
      .put("state", "playing").put("segment_index", 0).put("position_seconds", position).put("buffered_seconds", SECONDS - position))
      .statusCode()).isEqualTo(204);
  }

  private static JsonObject takes(Story.Frame frame) {
    JsonObject segment = frame.data().getJsonObject("segment");
    return (segment == null ? frame.data() : segment).getJsonObject("takes");
  }

  @Test
  @Requirement("B17")
  void aSmootherTakeTakesThePlaceOfABreak() throws Exception {
    JsonObject broken = firstTake(Fault.OTHER_MUSIC);
    double score = broken.getJsonObject("takes").getJsonArray("scores").getDouble(0);
    assertThat(score).isGreaterThan(2);
    assertThat(broken.getJsonObject("takes").getJsonObject("why").getString("code")).isEqualTo("first-take");
    playing(1);
    Story.Frame better = story.await(frame -> frame.name().equals("segment_accepted") && frame.index() == 1 && takes(frame).getInteger("chosen") == 2);
    assertThat(takes(better).getJsonArray("scores").getDouble(1)).isLessThan(takes(better).getJsonArray("scores").getDouble(0));
    assertThat(takes(better).getJsonObject("why").getMap()).containsEntry("code", "smoothest-take");
    JsonObject status = server.status();
    assertThat(status.getJsonObject("segment").getJsonObject("takes")).isEqualTo(takes(better));
    assertThat(status.getJsonObject("segment").getString("etag")).isNotEqualTo(broken.getString("etag"));
    assertThat(status.getValue("generation")).as("two are the most").isNull();
    awaitSeed(2);
    assertThat(wavs()).as("no take stays besides the best").isEqualTo(List.of("0.wav", "1.seed.wav", "1.wav", "2.seed.wav"));
    assertThat(server.get("/audio/1.wav?session=" + session).getHeader("ETag")).isEqualTo(status.getJsonObject("segment").getString("etag"));
    story.awaitEvent("segment_accepted", 2);
    assertThat(acestep.tasks().get(acestep.tasks().size() - 1).recognised()).as("segment 2 goes on from the take that is heard").isTrue();
  }

  @Test
  void aTakeThatBreaksLeavesTheSmootherOneWhereItIs() throws Exception {
    JsonObject smooth = firstTake(null);
    acestep.next(Fault.OTHER_MUSIC);
    playing(1);
    Story.Frame worse = story.await(frame -> frame.name().equals("take_discarded"));
    assertThat(worse.data().getString("reason")).isNull();
    assertThat(takes(worse).getJsonArray("scores")).hasSize(2);
    assertThat(takes(worse).getInteger("chosen")).isEqualTo(1);
    JsonObject status = server.status();
    assertThat(status.getJsonObject("segment").getJsonObject("takes")).isEqualTo(takes(worse));
    assertThat(server.get("/audio/1.wav?session=" + session).getHeader("ETag")).isEqualTo(smooth.getString("etag"));
  }

  @Test
  void aPageThatNeedsTheSegmentGetsTheBestTakeSoFarAndTheNextSegmentWaitsForNoTake() throws Exception {
    JsonObject first = firstTake(null);
    acestep.next(Fault.FROZEN);
    playing(1);
    story.await(frame -> frame.name().equals("generation_submitted") && frame.index() == 1 && frame.data().getInteger("attempt") == 2);
    assertThat(server.get("/audio/1.wav?session=" + session).getHeader("ETag")).isEqualTo(first.getString("etag"));
    assertThat(takes(story.awaitEvent("segment_accepted", 2)).getInteger("chosen")).isEqualTo(1);
    assertThat(story.frames()).noneMatch(frame -> frame.name().equals("generation_failed"));
  }

  @Test
  @Requirement("B16")
  void aNewPieceWaitsForNoTakeAndIsMadeOnce() throws Exception {
    JsonObject first = firstTake(null);
    acestep.next(Fault.FROZEN);
    playing(1);
    story.await(frame -> frame.name().equals("generation_submitted") && frame.index() == 1 && frame.data().getInteger("attempt") == 2);
    assertThat(server.send(HttpMethod.POST, "/session/piece", new JsonObject()).bodyAsJsonObject().getInteger("applies_from_segment")).isEqualTo(2);
    JsonObject piece = story.awaitEvent("segment_accepted", 2).data().getJsonObject("segment");
    assertThat(piece.getString("join")).isEqualTo("crossfade");
    assertThat(piece.getValue("takes")).isNull();
    assertThat(server.get("/audio/1.wav?session=" + session).getHeader("ETag")).as("what there was stays").isEqualTo(first.getString("etag"));
    playing(2);
    server.get("/audio/2.wav?session=" + session);
    assertThat(story.awaitEvent("segment_accepted", 3).data().getJsonObject("segment").getInteger("source_index")).isEqualTo(2);
    assertThat(story.frames()).noneMatch(frame -> frame.name().equals("generation_failed") || frame.name().equals("take_discarded"))
      .filteredOn(frame -> frame.name().equals("generation_submitted") && frame.index() == 2).as("not made again").hasSize(1);
  }

  @Test
  void aTakeThatIsNotFitToBeHeardIsNoFailure() throws Exception {
    firstTake(null);
    acestep.next(Fault.FADE_OUT);
    playing(1);
    Story.Frame refused = story.await(frame -> frame.name().equals("take_discarded"));
    assertThat(refused.data().getString("reason")).contains("fades out");
    assertThat(takes(refused).getInteger("chosen")).isEqualTo(1);
    assertThat(story.frames()).noneMatch(frame -> frame.name().equals("generation_failed"));
  }

  @Test
  void aTakeWhoseSourceIsGoneIsNotMadeOfOtherMusic() throws Exception {
    JsonObject first = firstTake(null);
    Set<String> source = Set.of("0.wav", "0.raw.wav", "1.seed.wav");
    for (Path file : Folders.files(folder)) {
      if (source.contains(file.getFileName().toString())) {
        Files.delete(folder.resolve(file));
      }
    }
    playing(1);
    story.await(frame -> frame.name().equals("generation_failed") && frame.index() == 1);
    assertThat(acestep.tasks()).as("segments 0 and 1, once each").hasSize(2);
    assertThat(server.get("/audio/1.wav?session=" + session).getHeader("ETag")).isEqualTo(first.getString("etag"));
    assertThat(story.awaitEvent("segment_accepted", 2).data().getJsonObject("segment").getInteger("source_index")).isEqualTo(1);
  }

  @Test
  void thePageGetsTheBestOfTheRefusedWhenItCannotWaitForAnotherAttempt() throws Exception {
    playing(SECONDS - 2);
    Story.Frame used = usedAlthoughRefused(Fault.UNRELATED);
    assertThat(takes(used).getJsonArray("scores")).hasSize(1);
    assertThat(story.frames()).noneMatch(frame -> frame.name().equals("generation_submitted") && frame.data().getInteger("attempt") > 1);
  }

  @Test
  void theBestOfTheRefusedIsUsedWhileAnotherAttemptIsTooLate() throws Exception {
    playing(1);
    acestep.next(Fault.UNRELATED);
    acestep.next(Fault.FROZEN);
    server.get("/audio/0.wav?session=" + session);
    story.await(frame -> frame.name().equals("generation_submitted") && frame.index() == 1 && frame.data().getInteger("attempt") == 2);
    playing(SECONDS - 2);
    assertThat(takes(story.awaitEvent("segment_accepted", 1)).getJsonObject("why").getString("code")).isEqualTo("best-refused-take");
    assertThat(server.status().getValue("generation")).as("what comes too late is not waited for").isNull();
  }

  private Story.Frame usedAlthoughRefused(Fault fault) throws Exception {
    acestep.next(fault);
    server.get("/audio/0.wav?session=" + session);
    Story.Frame used = story.awaitEvent("segment_accepted", 1);
    assertThat(used.data().getString("warning")).startsWith("the best of all attempts: the overlap is not what was sent");
    assertThat(takes(used).getJsonObject("why").getString("code")).isEqualTo("best-refused-take");
    return used;
  }

  /** The seed is cut, and what accepting the segment before it has left to do on the disk before that is done: it is done in order. */
  private void awaitSeed(int index) {
    done(Addresses.AUDIO_PREPARE.ask(server.vertx(), new PrepareSegment(session, index, index - 1)));
  }

  private List<String> wavs() {
    return Folders.files(folder).stream().map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d.*")).sorted().toList();
  }
}
