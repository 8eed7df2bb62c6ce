package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.acestep.Fault;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.acestep.WavBytes;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.Snapshot;
import worksound.testing.Requirement;

/** Whatever ACE-Step does, the music goes on from where it was, or the person is told what to do. */
@Timeout(60)
class FailureTest extends RigTestBase {

  private static final String KEY = "sk-47-not-to-be-seen";

  private static StandInOptions options() {
    return new StandInOptions().apiKey(KEY);
  }

  private void open(StandInOptions options) throws Exception {
    open(options, new JsonObject(), KEY);
  }

  static Stream<Arguments> whatPasses() {
    return Stream.of(
      Arguments.of(Fault.UNREACHABLE, "unreachable"), Arguments.of(Fault.BUSY, "busy"), Arguments.of(Fault.SERVER_ERROR, "server-error"),
      Arguments.of(Fault.ANSWER_LOST, "unreachable"), Arguments.of(Fault.POLL_ERROR, null), Arguments.of(Fault.FORGOTTEN, "task-lost"),
      Arguments.of(Fault.FROZEN, "task-lost"), Arguments.of(Fault.NO_FILE, "no-file"), Arguments.of(Fault.FILE_GONE, "no-file"),
      Arguments.of(Fault.FAILED, "task-failed"), Arguments.of(Fault.truncatedAfter(1_000), "download-failed"),
      Arguments.of(Fault.stalledAfter(1_000), "download-failed"), Arguments.of(Fault.SILENT, "segment-rejected"),
      Arguments.of(Fault.NOT_WAV, "segment-rejected"), Arguments.of(Fault.wrongLength(2), "segment-rejected"),
      Arguments.of(Fault.ODD_SUBMISSION, "server-error"), Arguments.of(Fault.ODD_POSITION, null),
      Arguments.of(Fault.CUDA_OUT_OF_MEMORY, "out-of-memory"), Arguments.of(Fault.otherDit("acestep-v15-turbo"), "wrong-model"));
  }

  static Stream<Fault> musicThatIsRefused() {
    return Stream.of(Fault.UNRELATED, Fault.FADE_OUT, Fault.CLIPPED);
  }

  @ParameterizedTest
  @MethodSource("musicThatIsRefused")
  @Requirement("B4")
  void aSegmentThatDoesNotFollowOnOrIsSpoiltIsMadeAgain(Fault fault) throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(fault);
    rig.delivered(session, 0);
    rig.playTo(session, 1, 2);
    rig.assertOneTape(session, 3);
    assertThat(rig.all(GenerationFailed.class)).extracting(GenerationFailed::code).containsExactly("segment-rejected");
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void theChainGoesOnFromTheSameSource(Fault fault, String code) throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(fault);
    rig.delivered(session, 0);
    rig.playTo(session, 1, 2);
    rig.assertOneTape(session, 3);
    assertThat(rig.all(GenerationFailed.class)).extracting(GenerationFailed::code).containsExactlyElementsOf(code == null ? List.of() : List.of(code));
    assertThat(rig.all(GenerationFailed.class)).allMatch(failed -> failed.segmentIndex() == 1 && failed.retryInSeconds() != null);
    assertThat(rig.all(GenerationFinished.class)).filteredOn(made -> made.segmentIndex() == 1 && made.attempt() > 1)
      .allMatch(made -> made.seedValue() != null);
    assertThat(rig.status().error()).isNull();
    assertThat(rig.files()).noneMatch(name -> name.endsWith(".part"));
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void theFirstSegmentSurvivesTheSame(Fault fault, String code) throws Exception {
    open(options());
    standIn.next(fault);
    rig.playTo(rig.play(), 0, 1);
    assertThat(rig.all(GenerationFailed.class)).hasSize(code == null ? 0 : 1).allMatch(failed -> failed.code().equals(code));
  }

  static Stream<Arguments> whatOnlyAPersonCanMend() {
    return Stream.of(
      Arguments.of(Fault.REFUSED_KEY, "key-refused", "ACESTEP_API_KEY"), Arguments.of(Fault.BAD_REQUEST, "request-refused", "400"),
      Arguments.of(Fault.UNSUPPORTED, "request-refused", "415"), Arguments.of(Fault.UNPROCESSABLE, "request-refused", "Field required"),
      Arguments.of(Fault.foreignHost("http://evil.example"), "foreign-file", "another host"));
  }

  @ParameterizedTest
  @MethodSource("whatOnlyAPersonCanMend")
  @Requirement("R22")
  void aPermanentFailureIsToldAndTheSessionCanBeTakenUpAgain(Fault fault, String code, String words) throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(fault);
    rig.delivered(session, 0);
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.message()).contains(words);
    Snapshot status = rig.status();
    assertThat(status.state()).isEqualTo(Snapshot.State.error);
    assertThat(status.segmentIndex()).as("what is needed to go on is kept").isZero();
    rig.resume();
    rig.await(SegmentAccepted.class, accepted -> accepted.segment().index() == 1);
    rig.assertOneTape(session, 2);
  }

  @Test
  void aKeyRefusedInTheMiddleOfATaskLeavesNoSecondTaskBehind() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.hold();
    rig.delivered(session, 0);
    done(standIn.await(StandInEvent.HELD, 1));
    standIn.next(Fault.REFUSED_KEY);
    assertThat(rig.await(SessionFailed.class, any -> true).code()).isEqualTo("key-refused");
    rig.resume();
    rig.await(GenerationProgressed.class, shown -> shown.stage().contains("earlier work"));
    standIn.release();
    rig.await(SegmentAccepted.class, accepted -> accepted.segment().index() == 1);
    rig.assertOneTape(session, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a wrong key", ""})
  void aWrongKeyIsRefusedBeforeAnythingIsSent(String key) throws Exception {
    open(options(), new JsonObject(), key.isEmpty() ? null : key);
    rig.play();
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isEqualTo("key-refused");
    assertThat(failed.message()).contains("ACESTEP_API_KEY", "an empty key on the GPU host matches nothing");
    assertThat(standIn.tasks()).isEmpty();
  }

  @Test
  void anOldServerIsRefusedBeforeAnythingIsPlayed() throws Exception {
    open(options().old());
    rig.play();
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isEqualTo("outdated");
    assertThat(failed.message()).contains("too old", "Update ACE-Step on the GPU host");
    assertThat(standIn.requests()).doesNotContain("POST /release_task");
    assertThat(rig.status().error().message()).isEqualTo(failed.message());
  }

  @Test
  void aServerThatIsNotThereIsToldAfterAFewAttempts() throws Exception {
    open(options());
    done(standIn.stop());
    rig.play();
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isEqualTo("unreachable");
    assertThat(failed.message()).contains(standIn.url(), "--host 0.0.0.0");
    assertThat(rig.status().engine().reachable()).isFalse();
    done(standIn.restart());
    rig.resume();
    rig.await(SegmentAccepted.class, accepted -> accepted.segment().index() == 0);
    assertThat(rig.status().engine().reachable()).isTrue();
  }

  @Test
  void aFullDiskIsWaitedForWhileThereIsMusicAndNothingIsGeneratedInVain() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    rig.disk.leave(1_000_000);
    rig.delivered(session, 0);
    GenerationFailed failed = rig.await(GenerationFailed.class, any -> rig.all(GenerationFailed.class).size() > 5);
    assertThat(failed.code()).isEqualTo("disk-full");
    assertThat(failed.retryInSeconds()).isNotNull();
    assertThat(failed.message()).contains("audio.dir", "1 MB left");
    assertThat(rig.status().error()).isNull();
    assertThat(standIn.tasks()).hasSize(1);
    rig.disk.clear();
    rig.playTo(session, 1, 2);
    rig.assertOneTape(session, 3);
  }

  @Test
  void aDiskThatFillsUpDuringATaskIsFoundOutBeforeTheDownload() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.hold();
    rig.delivered(session, 0);
    done(standIn.await(StandInEvent.HELD, 1));
    rig.disk.fill();
    standIn.release();
    rig.await(GenerationFailed.class, failed -> failed.code().equals("disk-full"));
    assertThat(standIn.count(StandInEvent.DOWNLOAD_STARTED)).isEqualTo(1);
    rig.disk.clear();
    rig.awaitAccepted(session, 1);
    rig.assertOneTape(session, 2);
  }

  @Test
  void aDiskThatIsFullFromTheStartIsToldAndPlayGoesOnWhenThereIsRoom() throws Exception {
    open(options());
    rig.disk.fill();
    String session = rig.play();
    assertThat(rig.await(SessionFailed.class, any -> true).code()).isEqualTo("disk-full");
    assertThat(rig.status().error().message()).contains("audio.dir").as("nothing goes on by itself").doesNotContain("goes on");
    rig.disk.clear();
    rig.resume();
    rig.await(SegmentAccepted.class, accepted -> accepted.segment().index() == 0);
    rig.assertOneTape(session, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerKilledAndRestartedInTheMiddleOfATaskGoesOnFromTheRightSource(boolean diskcache) throws Exception {
    open(options().diskcache(diskcache));
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.hold();
    rig.delivered(session, 0);
    done(standIn.await(StandInEvent.HELD, 1));
    done(standIn.stop());
    rig.await(GenerationProgressed.class, shown -> Boolean.FALSE.equals(shown.reachable()));
    assertThat(rig.status().engine().reachable()).isFalse();
    assertThat(rig.status().error()).as("what is buffered plays on").isNull();
    standIn.release();
    done(standIn.restart());
    rig.playTo(session, 1, 2);
    rig.assertOneTape(session, 3);
    assertThat(rig.all(GenerationFailed.class)).extracting(GenerationFailed::code).containsExactly("task-lost");
    assertThat(standIn.loadedLm()).as("the models asked for are loaded again").isEqualTo("acestep-5Hz-lm-4B");
    assertThat(rig.status().engine().reachable()).isTrue();
  }

  @Test
  void aServerRestartedBetweenTwoTasksIsPreparedAgain() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    done(standIn.stop());
    done(standIn.restart());
    rig.delivered(session, 0);
    rig.playTo(session, 1, 2);
    rig.assertOneTape(session, 3);
    assertThat(standIn.count(StandInEvent.INITIALISED)).isEqualTo(2);
  }

  @Test
  void stopInTheMiddleOfATaskMakesTheNextSessionWaitAndSaysSo() throws Exception {
    open(options());
    standIn.hold();
    rig.play();
    done(standIn.await(StandInEvent.HELD, 1));
    rig.stop();
    String second = rig.play();
    GenerationProgressed waiting = rig.await(GenerationProgressed.class,
      shown -> shown.sessionId().equals(second) && shown.stage().contains("an abandoned task"));
    assertThat(waiting.queuePosition()).isEqualTo(1);
    assertThat(rig.status().generation().queuePosition()).isEqualTo(1);
    standIn.release();
    rig.playTo(second, 0, 1);
    rig.assertOneTape(second, 2);
  }

  @Test
  @Requirement("R6")
  void aTaskThatMayRunUnseenIsWaitedForEvenByTheNextSession() throws Exception {
    open(options());
    standIn.hold().next(Fault.ANSWER_LOST);
    String first = rig.play();
    rig.await(GenerationProgressed.class, shown -> shown.sessionId().equals(first) && shown.stage().contains("earlier work"));
    rig.stop();
    String second = rig.play();
    rig.await(GenerationProgressed.class, shown -> shown.sessionId().equals(second) && shown.stage().contains("earlier work"));
    assertThat(standIn.tasks()).hasSize(1);
    standIn.release();
    rig.awaitAccepted(second, 0);
    assertThat(standIn.tasks()).hasSize(2);
  }

  @Test
  void aTaskThatWasTakenWithoutANameIsWaitedFor() throws Exception {
    open(options());
    standIn.hold().next(Fault.ODD_SUBMISSION);
    String session = rig.play();
    rig.await(GenerationProgressed.class, shown -> shown.stage().contains("earlier work"));
    assertThat(rig.all(GenerationFailed.class)).singleElement().returns("server-error", GenerationFailed::code)
      .returns("release_task: ACE-Step's answer has no task_id", GenerationFailed::message);
    assertThat(standIn.tasks()).hasSize(1);
    standIn.release();
    rig.awaitAccepted(session, 0);
  }

  @Test
  void jobCountsThatAreNoNumbersAreNamedAndAskedForAgain() throws Exception {
    open(options());
    standIn.next(2, Fault.ODD_STATS);
    rig.awaitAccepted(rig.play(), 0);
    assertThat(rig.all(GenerationFailed.class)).singleElement().returns("server-error", GenerationFailed::code)
      .returns("stats: jobs is [0], expected an object", GenerationFailed::message);
    assertThat(standIn.armed()).isZero();
  }

  @Test
  void anLmThatIsNamedIsTakenForLoaded() throws Exception {
    open(options());
    standIn.next(Fault.ODD_INIT);
    rig.awaitAccepted(rig.play(), 0);
    assertThat(standIn.armed()).isZero();
    assertThat(rig.all(GenerationFailed.class)).isEmpty();
    assertThat(rig.all(GenerationFellBack.class)).isEmpty();
  }

  @Test
  void whatNobodyExpectedIsLoggedWithItsCauseAndTriedAgain() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    rig.disk.leave(-1);
    rig.delivered(session, 0);
    GenerationFailed failed = rig.await(GenerationFailed.class, any -> true);
    rig.disk.clear();
    assertThat(failed.code()).isEqualTo("internal-error");
    assertThat(failed.message()).isEqualTo("The server failed; its log says why.");
    assertThat(rig.logged(IllegalStateException.class)).anySatisfy(line -> assertThat(line).contains("audio.prepare", session, "index=1"));
    assertThat(rig.logged(ReplyException.class)).anySatisfy(line -> assertThat(line).contains(session, "segment=1"));
    rig.awaitAccepted(session, 1);
    rig.assertOneTape(session, 2);
  }

  @Test
  void anEndInTheMiddleOfADownloadLeavesWhatTheNextProcessGoesOnFrom() throws Exception {
    open(options(), new JsonObject().put("download_stall_seconds", 30), KEY);
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(Fault.stalledAfter(1_000));
    rig.delivered(session, 0);
    rig.await(GenerationProgressed.class, shown -> shown.stage().startsWith("fetching") && rig.all(SegmentAccepted.class).size() == 1
      && shown.segmentIndex() == 1);
    done(standIn.await(StandInEvent.DOWNLOAD_STARTED, 2));
    rig.restartInference();
    assertThat(rig.files()).contains("resume.json", "session-" + session + "/0.wav");
    assertThat(rig.resume()).isEqualTo(session);
    rig.awaitAccepted(session, 1);
    rig.assertOneTape(session, 2);
  }

  @Test
  void workOfOthersIsWaitedForAndSeen() throws Exception {
    open(options().maxAlive(2));
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.hold();
    OtherClient.submit(vertx, standIn.url(), KEY);
    done(standIn.await(StandInEvent.HELD, 1));
    rig.delivered(session, 0);
    GenerationProgressed queued = rig.await(GenerationProgressed.class, shown -> shown.queuePosition() != null);
    assertThat(queued.queuePosition()).isEqualTo(1);
    assertThat(queued.stage()).isEqualTo("queued");
    standIn.release();
    rig.awaitAccepted(session, 1);
    rig.assertOneTape(session, 2);
    assertThat(rig.await(GenerationFinished.class, made -> made.segmentIndex() == 1).queueSeconds()).isPositive();
  }

  @Test
  void repeatedFailuresFallBack() throws Exception {
    open(options());
    standIn.next(3, Fault.FAILED);
    rig.awaitAccepted(rig.play(), 0);
    assertThat(rig.await(GenerationFellBack.class, any -> true).lmModel()).isEqualTo("acestep-5Hz-lm-1.7B");
    assertThat(rig.all(GenerationFailed.class)).hasSize(3);
  }

  @Test
  void aSegmentThatIsNeverGoodIsUsedAtLastRatherThanSilence() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(3, Fault.CLIPPED);
    rig.delivered(session, 0);
    rig.awaitAccepted(session, 1);
    SegmentAccepted accepted = rig.await(SegmentAccepted.class, made -> made.segment().index() == 1);
    assertThat(accepted.warning()).contains("the best of all attempts");
    assertThat(rig.all(GenerationFailed.class)).extracting(GenerationFailed::code).containsExactly("segment-rejected", "segment-rejected");
  }

  @Test
  void aSegmentThatIsRejectedAgainAndAgainEndsTheSession() throws Exception {
    open(options());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(3, Fault.SILENT);
    rig.delivered(session, 0);
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isEqualTo("segment-rejected");
    assertThat(failed.message()).contains("dBFS, expected");
  }

  @ParameterizedTest
  @EnumSource
  void everyFormOfWavWillDo(WavBytes.Encoding encoding) throws Exception {
    open(options().encoding(encoding));
    String session = rig.play();
    rig.playTo(session, 0, 2);
    rig.assertOneTape(session, 3);
  }

  @Test
  @Requirement("R21")
  void everyStepIsTold() throws Exception {
    open(options());
    String session = rig.play();
    rig.playTo(session, 0, 1);
    GenerationSubmitted submitted = rig.await(GenerationSubmitted.class, event -> event.segmentIndex() == 1);
    GenerationFinished finished = rig.await(GenerationFinished.class, event -> event.segmentIndex() == 1);
    assertThat(submitted.sourceIndex()).isZero();
    assertThat(submitted.taskType()).isEqualTo("repaint");
    assertThat(List.of(submitted.prepareSeconds(), submitted.seedSeconds(), submitted.submitSeconds(), finished.queueSeconds(),
      finished.generationSeconds(), finished.downloadSeconds())).allMatch(seconds -> seconds >= 0 && seconds < 20);
    assertThat(finished.taskId()).isEqualTo(submitted.taskId()).isEqualTo(standIn.tasks().get(1).id());
    assertThat(finished.model()).isEqualTo("acestep-v15-sft");
    assertThat(finished.lmModel()).isEqualTo("acestep-5Hz-lm-4B");
    assertThat(finished.seedValue()).matches("\\d+");
    assertThat(standIn.requests()).as("requests of a task besides its polls").filteredOn(request -> !request.contains("query_result"))
      .containsSubsequence("GET /health", "POST /release_task", "GET /v1/audio", "GET /health", "POST /release_task", "GET /v1/audio");
  }
}
