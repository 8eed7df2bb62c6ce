package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static worksound.testing.Await.done;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import worksound.acestep.Fault;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.messages.Addresses;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SessionEvents.PieceFailed;
import worksound.messages.SessionEvents.PieceRequested;
import worksound.messages.SessionEvents.PieceWithdrawn;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.Snapshot.NewPiece;
import worksound.testing.Requirement;

/** A new piece that is asked for while another one plays. */
@Timeout(60)
@Requirement("B16")
class NewPieceTest extends RigTestBase {

  private String session;

  /** Segment 0 is with the page, segment 1 waits, nothing is being made. */
  private void play(StandInOptions options, JsonObject acestep) throws Exception {
    open(options, acestep, null);
    session = rig.play();
    rig.playTo(session, 0, 1);
  }

  @Test
  void isMadeFromNothingAtOnceAndTheMusicGoesOnFromIt() throws Exception {
    play(new StandInOptions(), new JsonObject());
    assertThat(rig.requestPiece().appliesFromSegment()).isEqualTo(2);
    Segment piece = accepted(2);
    assertThat(piece.sourceIndex()).isNull();
    assertThat(piece.join()).isEqualTo(Segment.Join.crossfade);
    assertThat(piece.overlapSeconds()).isZero();
    assertThat(submitted(2).taskType()).isEqualTo("text2music");
    assertThat(rig.all(PieceRequested.class)).hasSize(1).first().matches(asked -> asked.expectedSeconds() > 0);
    assertThat(rig.status().newPiece()).isNull();
    assertThat(new JsonObject(Files.readString(directory.resolve("resume.json"))).getJsonObject("segment").getString("join"))
      .isEqualTo("crossfade");
    rig.delivered(session, 2);
    Segment next = accepted(3);
    assertThat(next.sourceIndex()).isEqualTo(2);
    assertThat(next.join()).isEqualTo(Segment.Join.overlap);
    assertThat(next.seam().correlation()).isGreaterThan(0.99);
  }

  @Test
  void waitsForTheTaskThatRuns() throws Exception {
    play(new StandInOptions(), new JsonObject());
    holdNext();
    assertThat(rig.requestPiece().appliesFromSegment()).isEqualTo(3);
    assertThat(rig.status().newPiece()).matches(shown -> shown.state() == NewPiece.State.waiting && shown.segmentIndex() == 3);
    standIn.release();
    assertThat(accepted(2).join()).isEqualTo(Segment.Join.overlap);
    assertThat(accepted(3).join()).isEqualTo(Segment.Join.crossfade);
  }

  @Test
  void askedForFiveTimesIsOnePiece() throws Exception {
    play(new StandInOptions(), new JsonObject());
    standIn.hold();
    for (int press = 0; press < 5; press++) {
      assertThat(rig.requestPiece().appliesFromSegment()).isEqualTo(2);
    }
    standIn.release();
    accepted(2);
    assertThat(rig.requestPiece().appliesFromSegment()).as("it is there, and no page has it yet").isEqualTo(2);
    rig.delivered(session, 2);
    accepted(3);
    assertThat(rig.all(PieceRequested.class)).hasSize(1);
    assertThat(rig.requestPiece().appliesFromSegment()).as("the next one").isEqualTo(4);
  }

  @Test
  void isMadeAgainAsANewPieceWhenItsFileIsRemovedBeforeAPageHasIt() throws Exception {
    play(new StandInOptions(), new JsonObject());
    rig.requestPiece();
    accepted(2);
    Files.delete(new SegmentFiles(directory).segment(session, 2));
    assertThatThrownBy(() -> done(Addresses.AUDIO_FIND.ask(vertx, new FindSegment(session, 2, false))))
      .hasMessageContaining("removed from audio.dir");
    rig.awaitCount(SegmentAccepted.class, 4);
    assertThat(rig.all(SegmentAccepted.class).get(3).segment()).returns(2, Segment::index).returns(null, Segment::sourceIndex)
      .returns(Segment.Join.crossfade, Segment::join);
    assertThat(rig.all(PieceRequested.class)).extracting(PieceRequested::segmentIndex).containsExactly(2, 2);
    assertThat(rig.status().newPiece()).isNull();
  }

  @Test
  void takenBackBeforeItIsSubmittedLeavesNothing() throws Exception {
    play(new StandInOptions(), new JsonObject());
    holdNext();
    rig.requestPiece();
    assertThat(rig.withdrawPiece()).isTrue();
    assertThat(rig.status().newPiece()).isNull();
    standIn.release();
    accepted(2);
    rig.delivered(session, 2);
    assertThat(accepted(3).join()).isEqualTo(Segment.Join.overlap);
    assertThat(rig.withdrawPiece()).isFalse();
    assertThat(rig.all(PieceWithdrawn.class)).hasSize(1);
  }

  @Test
  void takenBackWhileItIsMadeIsAbandonedAndTheMusicGoesOn() throws Exception {
    play(new StandInOptions(), new JsonObject());
    standIn.hold();
    rig.requestPiece();
    done(standIn.await(StandInEvent.HELD, 1));
    rig.await(GenerationSubmitted.class, task -> task.segmentIndex() == 2);
    assertThat(rig.status().newPiece().state()).isEqualTo(NewPiece.State.generating);
    assertThat(rig.withdrawPiece()).isTrue();
    rig.delivered(session, 1);
    standIn.release();
    Segment next = accepted(2);
    assertThat(next.join()).isEqualTo(Segment.Join.overlap);
    assertThat(next.sourceIndex()).isEqualTo(1);
  }

  @Test
  void isMadeWithThePromptThatWasChosenLast() throws Exception {
    play(new StandInOptions(), new JsonObject());
    rig.change("rain");
    assertThat(rig.requestPiece().prompt()).isEqualTo("rain");
    assertThat(accepted(2).prompt()).isEqualTo("rain");
    assertThat(rig.status().prompt()).matches(shown -> shown.current().equals("rain") && shown.pending() == null);
  }

  @Test
  void thatCannotBeMadeLeavesTheMusicAsItIs() throws Exception {
    play(new StandInOptions(), new JsonObject());
    standIn.next(Fault.BAD_REQUEST);
    rig.requestPiece();
    PieceFailed failed = rig.await(PieceFailed.class, any -> true);
    assertThat(failed.segmentIndex()).isEqualTo(2);
    assertThat(rig.status().newPiece()).matches(shown -> shown.state() == NewPiece.State.failed && shown.explanation() != null);
    rig.delivered(session, 1);
    assertThat(accepted(2).sourceIndex()).isEqualTo(1);
    assertThat(rig.status().newPiece()).as("still said").isNotNull();
    rig.delivered(session, 2);
    accepted(3);
    assertThat(rig.status().newPiece()).isNull();
    assertThat(rig.all(SessionFailed.class)).isEmpty();
  }

  @Test
  void isNotWaitedForWhereTheHostDoesNotAnswer() throws Exception {
    play(new StandInOptions(), new JsonObject());
    standIn.next(Fault.UNREACHABLE);
    rig.requestPiece();
    assertThat(rig.await(PieceFailed.class, any -> true).code()).isEqualTo("unreachable");
    rig.delivered(session, 1);
    assertThat(accepted(2).sourceIndex()).isEqualTo(1);
  }

  /** The page has taken segment 1, and ACE-Step works on segment 2 until it is released. */
  private void holdNext() throws Exception {
    standIn.hold();
    rig.delivered(session, 1);
    done(standIn.await(StandInEvent.HELD, 1));
    rig.await(GenerationSubmitted.class, task -> task.segmentIndex() == 2);
  }

  private Segment accepted(int index) throws Exception {
    return rig.await(SegmentAccepted.class, any -> any.segment().index() == index).segment();
  }

  private GenerationSubmitted submitted(int index) {
    return rig.all(GenerationSubmitted.class).stream().filter(task -> task.segmentIndex() == index).findFirst().orElseThrow();
  }
}
