package worksound.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SegmentEvents.SegmentLost;
import worksound.messages.SessionEvents.CurrentSession;
import worksound.messages.SessionEvents.PieceRequested;
import worksound.messages.SessionEvents.PieceWithdrawn;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.Snapshot.Explanation;
import worksound.messages.Snapshot.Phase;
import worksound.messages.Snapshot;
import worksound.messages.Snapshot.Engine;
import worksound.messages.Snapshot.State;
import worksound.messages.Snapshot.Timing;
import worksound.testing.Requirement;

class SnapshotFoldTest {

  private static final Instant T0 = Instant.parse("2026-11-22T18:00:00Z");
  private static final String S = "ab12cd34";
  private static final Explanation NO_ANSWER = new Explanation("unreachable", Map.of("host", "http://gpu:8001"), "Connection refused");
  private static final Explanation NO_MEMORY = Explanation.of("out-of-memory");
  private static final Explanation KEY_REFUSED = new Explanation("key-refused", Map.of("variable", "ACESTEP_API_KEY"), null);

  private static final Snapshot.Heard HEARD = new Snapshot.Heard(7, 31.5);

  private Instant now = T0;
  private Snapshot snapshot = SnapshotFold.initial(new Timing(60, 15, 4, 15, 20),
    EngineFold.initial("builtin"), T0);

  @Test
  void atFirstNothingGoesOn() {
    assertThat(snapshot.state()).isEqualTo(State.idle);
    assertThat(snapshot.sessionId()).isNull();
    assertThat(snapshot.segments()).isEmpty();
  }

  @Test
  @Requirement("R3")
  void aSessionGeneratesUntilThePagePlays() {
    start("calm");
    assertThat(snapshot.state()).isEqualTo(State.generating);
    assertThat(snapshot.prompt().current()).isEqualTo("calm");
    submitted(0);
    progressed(0, 0.42);
    assertThat(snapshot.generation().progress()).isEqualTo(0.42);
    assertThat(snapshot.generation().model()).isEqualTo("sft");
    assertThat(snapshot.generation().phase()).isEqualTo(Phase.of(Phase.Code.generating));
    accepted(0, "calm");
    assertThat(snapshot.generation()).isNull();
    assertThat(snapshot.segmentIndex()).isZero();
    assertThat(snapshot.state()).isEqualTo(State.generating);
    report(State.downloading, 0, 0);
    assertThat(snapshot.state()).isEqualTo(State.downloading);
    report(State.playing, 0, 1);
    assertThat(snapshot.state()).isEqualTo(State.playing);
  }

  @Test
  void theVersionRisesWithEveryChangeAndOnlyThen() {
    start("calm");
    long before = snapshot.version();
    Snapshot same = SnapshotFold.after(snapshot, new SegmentDeleted(S, 0, "seed", true, null, now));
    assertThat(same).isSameAs(snapshot);
    accepted(0, "calm");
    assertThat(snapshot.version()).isEqualTo(before + 1);
  }

  @Test
  void theEngineIsReachableOnlyOnceItHasAnswered() {
    assertThat(snapshot.engine().reachable()).isNull();
    checked(new EngineChecked("http://gpu:8001", false, List.of(), List.of(), List.of(), "unreachable", "no answer", NO_ANSWER, now));
    assertThat(snapshot.engine().reachable()).isFalse();
    assertThat(snapshot.engine().finding()).isEqualTo("no answer");
    assertThat(snapshot.engine().findings()).containsExactly(new Snapshot.Finding(null, NO_ANSWER));
    checked(new EngineChecked("http://gpu:8001", true, List.of("sft"), List.of(), List.of(), null, null, null, now));
    assertThat(snapshot.engine().reachable()).isTrue();
    assertThat(snapshot.engine().finding()).isNull();
    assertThat(snapshot.engine().findings()).isEmpty();
  }

  @Test
  void whatIsFoundOfSeveralServersNamesThem() {
    EngineChecked away = new EngineChecked("http://a:8001", false, List.of(), List.of(), List.of(), "unreachable", "no answer", NO_ANSWER,
      now);
    checked(away, new EngineChecked("http://b:8001", true, List.of("sft"), List.of(), List.of(), null, null, null, now));
    assertThat(snapshot.engine().reachable()).isTrue();
    assertThat(snapshot.engine().finding()).isEqualTo("http://a:8001: no answer");
    assertThat(snapshot.engine().findings()).containsExactly(new Snapshot.Finding("http://a:8001", NO_ANSWER));
  }

  @Test
  void aFailureOfOurOwnSaysNothingOfTheEngine() {
    start("calm");
    update(SnapshotFold.after(snapshot, new GenerationFailed(S, 0, 1, null, "disk-full", "no room", Explanation.of("disk-full"), 2.0, now)));
    assertThat(snapshot.engine().reachable()).isNull();
    update(SnapshotFold.after(snapshot, new GenerationFailed(S, 0, 1, null, "busy", "queue full", Explanation.of("busy"), 2.0, now)));
    assertThat(snapshot.engine().reachable()).isTrue();
  }

  @Test
  void aSegmentThatCanBeFetchedNoMoreLeavesTheListEvenIfItsFileCouldNotBeDeleted() {
    start("calm");
    accepted(0, "calm");
    accepted(1, "calm");
    accepted(2, "calm");
    update(SnapshotFold.after(snapshot, new SegmentDeleted(S, 0, "seed", true, null, now)));
    assertThat(snapshot.segments()).extracting(Segment::index).containsExactly(0, 1, 2);
    update(SnapshotFold.after(snapshot, new SegmentDeleted(S, 0, "segment", true, null, now)));
    assertThat(snapshot.segments()).extracting(Segment::index).containsExactly(1, 2);
    update(SnapshotFold.after(snapshot, new SegmentDeleted(S, 1, "segment", false, "denied", now)));
    assertThat(snapshot.segments()).extracting(Segment::index).containsExactly(2);
    assertThat(snapshot.segment().index()).isEqualTo(2);
  }

  @Test
  void aLostSegmentTakesThoseWithItThatContinueIt() {
    start("calm");
    accepted(0, "calm");
    accepted(1, "calm");
    accepted(2, "calm");
    update(SnapshotFold.after(snapshot, new SegmentLost(S, 1, now)));
    assertThat(snapshot.segments()).extracting(Segment::index).containsExactly(0);
  }

  @Test
  @Requirement("B7")
  void aNewPromptIsPendingUntilASegmentIsMadeWithIt() {
    start("calm");
    accepted(0, "calm");
    submitted(1);
    report(State.playing, 0, 10);
    update(SnapshotFold.after(snapshot, new PromptChanged(S, "rain", 2, now)));
    assertThat(snapshot.prompt()).isEqualTo(new Snapshot.Prompt("calm", "rain", 2, 2 * 45 + 15 - 10.0));
    now = now.plusSeconds(4);
    accepted(1, "calm");
    assertThat(snapshot.prompt().pending()).isEqualTo("rain");
    assertThat(snapshot.prompt().heardInSeconds()).isEqualTo(91.0);
    accepted(2, "rain");
    assertThat(snapshot.prompt()).isEqualTo(new Snapshot.Prompt("rain", null, null, null));
  }

  @Test
  void aPromptChangedBeforeTheFirstSegmentAppliesAtOnce() {
    start("calm");
    update(SnapshotFold.after(snapshot, new PromptChanged(S, "rain", 0, now)));
    assertThat(snapshot.prompt()).isEqualTo(new Snapshot.Prompt("rain", null, null, null));
  }

  @Test
  @Requirement({"R3", "R22"})
  void aFailureIsKeptWithWhatResumingNeeds() {
    start("calm");
    accepted(0, "calm");
    update(SessionFold.after(snapshot, new SessionFailed(S, 1, "key-refused", "Set the key.", KEY_REFUSED, now)));
    assertThat(snapshot.state()).isEqualTo(State.error);
    assertThat(snapshot.error()).isEqualTo(new Snapshot.Error("key-refused", "Set the key.", KEY_REFUSED, 1, now));
    assertThat(snapshot.sessionId()).isEqualTo(S);
    assertThat(snapshot.segments()).hasSize(1);
    update(SessionFold.after(snapshot, new SessionStarted(S, "calm", true, null, now)));
    assertThat(snapshot.error()).isNull();
    assertThat(snapshot.segments()).hasSize(1);
    assertThat(snapshot.state()).isEqualTo(State.generating);
  }

  @Test
  void aNewSessionKnowsNothingOfTheOldOne() {
    start("calm");
    accepted(0, "calm");
    report(State.playing, 0, 3);
    update(SessionFold.after(snapshot, new SessionStarted("new", "rain", false, null, now)));
    assertThat(snapshot.sessionId()).isEqualTo("new");
    assertThat(snapshot.segments()).isEmpty();
    assertThat(snapshot.segmentIndex()).isNull();
    assertThat(snapshot.playback()).isNull();
  }

  @Test
  void aKeptSessionIsOfferedUntilOneBegins() {
    update(SessionFold.after(snapshot, new SessionKept(S, "rain", 7, HEARD, now)));
    assertThat(snapshot.state()).isEqualTo(State.idle);
    assertThat(snapshot.resumable()).isEqualTo(new Snapshot.Resumable(S, "rain", 7, HEARD));
    Snapshot offered = snapshot;
    start("calm");
    assertThat(snapshot.resumable()).isNull();
    assertThat(snapshot.heard()).isNull();
    update(SessionFold.after(offered, new SessionStarted(S, "rain", true, segment(7, "calm"), now)));
    assertThat(snapshot.resumable()).isNull();
    assertThat(snapshot.heard()).isEqualTo(HEARD);
    assertThat(snapshot.segmentIndex()).isEqualTo(7);
    assertThat(snapshot.prompt()).isEqualTo(new Snapshot.Prompt("calm", "rain", 8, null));
    assertThat(snapshot.state()).isEqualTo(State.generating);
  }

  @Test
  void whatWasKeptIsOfferedNoMoreWhenTheSessionInItsPlaceIsStoppedBeforeItBegins() {
    update(SessionFold.after(snapshot, new SessionKept(S, "rain", 7, HEARD, now)));
    update(SessionFold.after(snapshot, new SessionStopped("new", now)));
    assertThat(snapshot.resumable()).isNull();
    assertThat(snapshot.state()).isEqualTo(State.idle);
  }

  @Test
  void aStatusThatWasAwayShowsTheSessionThatInferenceWorksFor() {
    update(SessionFold.after(snapshot, new CurrentSession(S, "rain", segment(7, "calm"), false, now)));
    assertThat(snapshot.sessionId()).isEqualTo(S);
    assertThat(snapshot.segmentIndex()).isEqualTo(7);
    assertThat(snapshot.prompt()).isEqualTo(new Snapshot.Prompt("calm", "rain", 8, null));
    assertThat(SessionFold.after(snapshot, new CurrentSession(S, "rain", null, false, now))).as("nothing new").isSameAs(snapshot);
  }

  @Test
  void aStatusThatWasAwayOffersTheSessionThatFailed() {
    update(SessionFold.after(snapshot, new CurrentSession(S, "rain", segment(7, "calm"), true, now)));
    assertThat(snapshot.sessionId()).isNull();
    assertThat(snapshot.resumable()).isEqualTo(new Snapshot.Resumable(S, "rain", 7, null));
  }

  @Test
  void anInferenceThatWasAwayWorksForNobodyWhateverWasShown() {
    start("calm");
    accepted(0, "calm");
    update(SessionFold.after(snapshot, new SessionKept(S, "calm", 0, HEARD, now)));
    update(SessionFold.after(snapshot, CurrentSession.none()));
    assertThat(snapshot.sessionId()).isNull();
    assertThat(snapshot.state()).isEqualTo(State.idle);
    assertThat(snapshot.resumable()).isEqualTo(new Snapshot.Resumable(S, "calm", 0, HEARD));
    assertThat(SessionFold.after(snapshot, CurrentSession.none())).as("nothing new").isSameAs(snapshot);
  }

  @Test
  void theEndOfAnotherSessionChangesNothingOfThisOne() {
    start("calm");
    accepted(0, "calm");
    update(SessionFold.after(snapshot, new SessionStopped("another", now)));
    assertThat(snapshot.sessionId()).isEqualTo(S);
    assertThat(snapshot.segments()).hasSize(1);
  }

  @Test
  void stopIsIdleAgain() {
    start("calm");
    accepted(0, "calm");
    update(SessionFold.after(snapshot, new SessionStopped(S, now)));
    assertThat(snapshot.state()).isEqualTo(State.idle);
    assertThat(snapshot.sessionId()).isNull();
    assertThat(snapshot.prompt().current()).isNull();
  }

  @Test
  void aPageThatStopsReportingPlaysNoMore() {
    start("calm");
    accepted(0, "calm");
    report(State.playing, 0, 3);
    assertThat(SnapshotFold.at(snapshot, now.plus(SnapshotFold.PLAYBACK_TIMEOUT).minusMillis(1))).isSameAs(snapshot);
    Snapshot later = SnapshotFold.at(snapshot, now.plus(SnapshotFold.PLAYBACK_TIMEOUT));
    assertThat(later.playback()).isNull();
    assertThat(later.state()).isEqualTo(State.generating);
    assertThat(SnapshotFold.at(snapshot, now.minusSeconds(3_600)).playback()).as("the clock was set back by an hour").isNull();
  }

  @Test
  @Requirement("B6")
  void whereTheSessionWasHeardLastIsKeptAsLongAsTheSessionLives() {
    start("calm");
    accepted(0, "calm");
    assertThat(snapshot.heard()).isNull();
    report(State.playing, 0, 3);
    update(SnapshotFold.after(snapshot, new PlaybackReported(new ReportPlayback("another", S, State.generating, null, 0, 0, 0, null, true), now)));
    update(SnapshotFold.at(snapshot, now.plus(SnapshotFold.PLAYBACK_TIMEOUT)));
    assertThat(snapshot.playback()).isNull();
    assertThat(snapshot.heard()).isEqualTo(new Snapshot.Heard(0, 3));
    update(SessionFold.after(snapshot, new SessionStopped(S, now)));
    assertThat(snapshot.heard()).isNull();
  }

  @Test
  void aNewPieceThatIsTakenBackIsNotInTheMakingAnyMore() {
    start("calm");
    accepted(0, "calm");
    update(SnapshotFold.after(snapshot, new PieceRequested(S, "calm", 1, 20.0, now)));
    submitted(1);
    update(SnapshotFold.after(snapshot, new PieceWithdrawn(S, now)));
    assertThat(snapshot.newPiece()).isNull();
    assertThat(snapshot.generation()).isNull();
    submitted(1);
    update(SnapshotFold.after(snapshot, new PieceRequested(S, "calm", 2, 20.0, now)));
    update(SnapshotFold.after(snapshot, new PieceWithdrawn(S, now)));
    assertThat(snapshot.generation()).as("what it would have followed").isNotNull();
  }

  @Test
  @Requirement("B7")
  void theEngineIsToldAsItIs() {
    start("calm");
    update(SnapshotFold.after(snapshot, new GenerationFailed(S, 0, 1, null, "unreachable", "no answer", NO_ANSWER, 2.0, now)));
    assertThat(snapshot.engine().reachable()).isFalse();
    assertThat(snapshot.generation().stage()).contains("no answer");
    assertThat(snapshot.generation().phase()).isEqualTo(new Phase(Phase.Code.retrying, List.of(), NO_ANSWER));
    update(SnapshotFold.after(snapshot, new GenerationFellBack(S, 0, "out of memory", NO_MEMORY, "sft", "1.7B", now)));
    assertThat(snapshot.engine().fellBack()).isTrue();
    submitted(0);
    assertThat(snapshot.engine().reachable()).isTrue();
    update(SnapshotFold.after(snapshot, new GenerationFinished(S, 0, 1, "t", "sft", "1.7B", "42", 0, 20, 1, 1_000, 3.0, now)));
    assertThat(snapshot.engine())
      .isEqualTo(new Engine("acestep", "http://gpu:8001", true, null, List.of(), true, "out of memory", NO_MEMORY, "sft", "1.7B", 3.0));
    assertThat(snapshot.generation().phase()).isEqualTo(Phase.of(Phase.Code.examining));
    start("rain");
    assertThat(snapshot.engine().explanation()).isNull();
  }

  private void checked(EngineChecked... checks) {
    update(SnapshotFold.after(snapshot, List.of(checks), now));
  }

  private void start(String prompt) {
    update(SessionFold.after(snapshot, new SessionStarted(S, prompt, false, null, now)));
  }

  private void submitted(int index) {
    update(SnapshotFold.after(snapshot, new GenerationSubmitted(S, index, 1, "t", "repaint", index - 1, "calm", "http://gpu:8001", "sft", "4B", 1, 0, 0, 0, now)));
  }

  private void progressed(int index, double progress) {
    update(SnapshotFold.after(snapshot, new GenerationProgressed(S, index, 1, "t", Phase.of(Phase.Code.generating), "Generating", progress, 9, 12.0, null, true, now)));
  }

  private void accepted(int index, String prompt) {
    update(SnapshotFold.after(snapshot, new SegmentAccepted(S, segment(index, prompt), 0.1, null, null, now)));
  }

  private void report(State state, int index, double position) {
    update(SnapshotFold.after(snapshot, new PlaybackReported(playing(S, state, index, position), now)));
  }

  private void update(Snapshot next) {
    snapshot = next;
  }

  private static ReportPlayback playing(String session, State state, int index, double position) {
    return new ReportPlayback("page", session, state, index, position, 60 - position, 0, null, false);
  }

  private static Segment segment(int index, String prompt) {
    return new Segment(index, index == 0 ? null : index - 1, prompt, 60, index == 0 ? 0 : 15, index == 0 ? null : Segment.Join.overlap, 48_000, 11_520_044, "\"e\"", null, 0, 0, null, null);
  }
}
