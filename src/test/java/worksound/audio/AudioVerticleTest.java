package worksound.audio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.AUDIO_PREPARE;
import static worksound.messages.Addresses.AUDIO_RESUME;
import static worksound.messages.Addresses.PLAYBACK_REPORTED;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;
import static worksound.messages.Addresses.SEGMENT_DELETED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SEGMENT_LOST;
import static worksound.messages.Addresses.SEGMENT_REJECTED;
import static worksound.messages.Addresses.SESSION_KEPT;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.audio.store.FileWorker;
import worksound.audio.store.ResumeFile;
import worksound.bus.Failure;
import worksound.bus.RecordCodec;
import worksound.config.AudioConfig;
import worksound.config.ConfigException;
import worksound.config.CountOrAuto;
import worksound.config.GateConfig;
import worksound.config.SegmentConfig;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentEvents.SegmentLost;
import worksound.messages.SegmentEvents.SegmentRejected;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRequests.AcceptSegment;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SegmentRequests.FoundSegment;
import worksound.messages.SegmentRequests.PrepareSegment;
import worksound.messages.SegmentRequests.PreparedSegment;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionFiles.ClearSession;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.messages.SessionFiles.ResumeSession;
import worksound.messages.Snapshot;
import worksound.testing.Requirement;
import worksound.wav.TestWav;
import worksound.wav.WavFile;
import worksound.wav.WavFileTest;
import worksound.wav.WavFormat;

/** The verticle alone, as the others see it: over the event bus and in its folder. Segments of 4 s with an overlap of 1 s. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = SECONDS)
class AudioVerticleTest {

  private static final String S = "0000abcd";
  private static final int RATE = 48_000;
  private static final int SEGMENT = 4 * RATE;
  private static final int STRIDE = 3 * RATE;
  private static final float[][] TAPE = TestMusic.of(2, SEGMENT + 4 * STRIDE, RATE, 11);

  @TempDir
  Path folder;
  private final BlockingQueue<SegmentAccepted> accepted = new LinkedBlockingQueue<>();
  private final BlockingQueue<SegmentRejected> rejected = new LinkedBlockingQueue<>();
  private final BlockingQueue<SegmentDeleted> deleted = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionKept> kept = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private SegmentFiles files;
  private String deployment;

  @BeforeEach
  void deploy(Vertx injected) throws Exception {
    vertx = injected;
    RecordCodec.register(vertx.eventBus());
    files = new SegmentFiles(folder);
    await(SEGMENT_ACCEPTED.listen(vertx, accepted::add));
    await(SEGMENT_REJECTED.listen(vertx, rejected::add));
    await(SEGMENT_DELETED.listen(vertx, deleted::add));
    await(SESSION_KEPT.listen(vertx, kept::add));
    deployment = await(vertx.deployVerticle(verticle()));
    Files.createDirectories(files.session(S));
  }

  private AudioVerticle verticle() {
    return verticle(4, 1);
  }

  private AudioVerticle verticle(double seconds, double overlapSeconds) {
    return new AudioVerticle(new AudioConfig(folder.toString(), -20, new GateConfig(1, 12, 0.5, 5), new CountOrAuto(0)), new SegmentConfig(seconds, overlapSeconds));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, SECONDS);
  }

  private static <T> T next(BlockingQueue<T> events) throws InterruptedException {
    T event = events.poll(20, SECONDS);
    assertThat(event).as("an event within 20 s").isNotNull();
    return event;
  }

  private static float[][] tape(int index) {
    return TestMusic.cut(TAPE, index * STRIDE, SEGMENT);
  }

  private Future<Segment> accept(int index, TestWav form, float[][] music, boolean lastResort) throws IOException {
    form.write(files.part(S, index), music);
    return AUDIO_ACCEPT.ask(vertx, new AcceptSegment(S, index, index == 0 ? null : index - 1, "rain", lastResort));
  }

  private Future<PreparedSegment> prepare(int index) {
    return AUDIO_PREPARE.ask(vertx, new PrepareSegment(S, index, index - 1));
  }

  private Future<FoundSegment> find(Integer index) {
    return AUDIO_FIND.ask(vertx, new FindSegment(null, index, false));
  }

  private Segment accepted(int index, TestWav form) throws Exception {
    Segment segment = await(accept(index, form, tape(index), false));
    await(prepare(index + 1));
    return segment;
  }

  private void assertOnlyTheLockIsLeft() {
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("worksound.lock"));
  }

  private static void assertRefused(ThrowingCallable call, Failure failure) {
    assertThatThrownBy(call).satisfies(e -> assertThat(Failure.of(e)).isEqualTo(failure));
  }

  @Test
  void anAcceptedSegmentIsAnsweredToldAndPlayable() throws Exception {
    Segment segment = accepted(0, TestWav.pcm(16));
    SegmentAccepted event = next(accepted);
    assertThat(event.segment()).isEqualTo(segment);
    assertThat(event.warning()).isNull();
    assertThat(event.figures().seconds()).isEqualTo(4);
    assertThat(segment).returns(0, Segment::index).returns(4.0, Segment::seconds).returns(0.0, Segment::overlapSeconds)
      .returns(48_000, Segment::sampleRate).returns("rain", Segment::prompt).returns(null, Segment::seam);
    assertThat(segment.gainDb() + segment.loudnessLufs()).isCloseTo(-20, within(1e-9));
    FoundSegment found = await(find(null));
    assertThat(found.etag()).isEqualTo(segment.etag());
    assertThat(Path.of(found.file())).hasSize(found.bytes()).hasSize(segment.bytes());
    assertThat(files.part(S, 0)).doesNotExist();
  }

  @Test
  void aDiskThatFillsUpIsToldAsThatAndNothingHalfDoneStays() throws Exception {
    Path unfinished = files.segment(S, 0).resolveSibling("0.wav.unfinished");
    Files.createSymbolicLink(unfinished, Path.of("/dev/full"));
    assertThatThrownBy(() -> await(accept(0, TestWav.floats(32), tape(0), false)))
      .satisfies(e -> assertThat(Failure.of(e)).isEqualTo(Failure.DISK_FULL)).hasMessageContaining("audio.dir");
    assertThat(files.session(S)).isEmptyDirectory();
    assertThat(rejected).isEmpty();
    assertThat(accepted(0, TestWav.floats(32)).index()).isZero();
  }

  @Test
  void anotherRateIsAcceptedWithANote() throws Exception {
    await(accept(0, TestWav.pcm(16).rate(44_100), TestMusic.of(2, 4 * 44_100, 44_100, 1), false));
    assertThat(next(accepted).warning()).isEqualTo("sample rate 44100 Hz: pages resample it to 48000 Hz");
  }

  @Test
  void aDeclaredSizeThatIsWrongIsRepairedForPages() throws Exception {
    accepted(0, TestWav.pcm(16).declaring(0xFFFF_FFFFL).chunkBefore("LIST", 27));
    assertThat(WavFile.open(files.segment(S, 0))).satisfies(wav -> {
      assertThat(wav.sizeIsTrue()).isTrue();
      assertThat(wav.dataOffset()).isEqualTo(44);
    });
    assertThat(files.raw(S, 0)).doesNotExist();
    assertThat(files.part(S, 0)).doesNotExist();
  }

  @Test
  void aFinerSegmentIsFetchedInSixteenBitsAndItsSeedKeepsEveryBit() throws Exception {
    accepted(0, TestWav.floats(32));
    assertThat(WavFile.open(files.segment(S, 0)).format().bitsPerSample()).isEqualTo(16);
    WavFile seed = WavFile.open(files.seed(S, 1));
    assertThat(seed.format()).isEqualTo(new WavFormat(WavFormat.Encoding.FLOAT, 2, RATE, 32));
    WavFileTest.assertSame(TestWav.samples(seed, 0, RATE), TestMusic.cut(TAPE, STRIDE, RATE), 0);
    SegmentDeleted raw = next(deleted);
    assertThat(raw).returns("raw", SegmentDeleted::kind).returns(0, SegmentDeleted::index).returns(true, SegmentDeleted::deleted);
    assertThat(files.raw(S, 0)).doesNotExist();
  }

  @Test
  void theNextSegmentFollowsOnWithItsSeamUndone() throws Exception {
    Segment first = accepted(0, TestWav.floats(32));
    float[][] normalised = TestMusic.scale(tape(1), 0, SEGMENT, 0.5, 0.5);
    Segment second = await(accept(1, TestWav.floats(32), normalised, false));
    assertThat(second.seam().lagSamples()).isZero();
    assertThat(second.seam().gainDb()).isCloseTo(6.02, within(0.01));
    assertThat(second.gainDb()).isCloseTo(first.gainEndDb() + 6.02, within(0.01));
    assertThat(Math.abs(second.gainEndDb() - second.gainDb())).isLessThanOrEqualTo(0.5 / 15);
    assertThat(second.overlapSeconds()).isEqualTo(1);
    await(prepare(2));
    next(deleted);
    assertThat(next(deleted).kind()).isEqualTo("raw");
    assertThat(files.seed(S, 1)).as("kept in case the segment is made again").exists();
  }

  @Test
  void aSeedThatCannotBeCutAnewIsNotThatOfTheTakeBefore() throws Exception {
    accepted(0, TestWav.floats(32));
    accepted(1, TestWav.floats(32));
    Files.createSymbolicLink(files.seed(S, 2).resolveSibling("2.seed.tmp"), Path.of("/dev/full"));
    float[][] other = TestMusic.scale(tape(1), 0, SEGMENT, 0.5, 0.5);
    TestWav.floats(32).write(files.part(S, 1), other);
    await(AUDIO_ACCEPT.ask(vertx, new AcceptSegment(S, 1, 0, "snow", false)));
    WavFile seed = WavFile.open(Path.of(await(prepare(2)).seed()));
    WavFileTest.assertSame(TestWav.samples(seed, 0, RATE), TestMusic.cut(other, STRIDE, RATE), 0);
  }

  @Test
  void aRejectedSegmentIsToldWithFiguresAndLeavesTheSeedForAnother() throws Exception {
    accepted(0, TestWav.pcm(16));
    float[][] faded = TestMusic.scale(tape(1), 2 * RATE, SEGMENT, 0, 0);
    assertRefused(() -> await(accept(1, TestWav.pcm(16), faded, false)), Failure.SEGMENT_REJECTED);
    SegmentRejected event = next(rejected);
    assertThat(event.reason()).contains("s of silence", "fades out");
    assertThat(event.figures().silenceSeconds()).isCloseTo(2, within(0.1));
    assertRefused(() -> await(find(1)), Failure.NOT_FOUND);
    assertThat(accepted(1, TestWav.pcm(16)).index()).isEqualTo(1);
    assertThat(next(deleted)).returns("best", SegmentDeleted::kind).returns(1, SegmentDeleted::index);
    assertThat(files.best(S, 1)).doesNotExist();
  }

  @Test
  void whatCannotBeReadIsRejectedAndDeleted() throws Exception {
    Files.writeString(files.part(S, 0), "{\"detail\": \"not found\"}");
    assertRefused(() -> await(AUDIO_ACCEPT.ask(vertx, new AcceptSegment(S, 0, null, "p", false))), Failure.SEGMENT_REJECTED);
    assertThat(next(rejected)).satisfies(event -> {
      assertThat(event.reason()).contains("not a WAV file");
      assertThat(event.figures()).isNull();
    });
    assertThat(next(deleted)).returns("part", SegmentDeleted::kind);
    assertThat(files.part(S, 0)).doesNotExist();
  }

  @Test
  void theLastResortIsTheBestOfAllAttempts() throws Exception {
    accepted(0, TestWav.pcm(16));
    next(accepted);
    float[][] bad = TestMusic.scale(tape(1), 3 * RATE / 2, SEGMENT - RATE / 4, 0, 0);
    float[][] better = TestMusic.scale(tape(1), 2 * RATE, 2 * RATE + RATE * 6 / 5, 0, 0);
    assertRefused(() -> await(accept(1, TestWav.pcm(16), bad, false)), Failure.SEGMENT_REJECTED);
    assertRefused(() -> await(accept(1, TestWav.floats(32), better, false)), Failure.SEGMENT_REJECTED);
    Segment used = await(accept(1, TestWav.pcm(16), new float[2][SEGMENT], true));
    SegmentAccepted event = next(accepted);
    assertThat(event.segment()).isEqualTo(used);
    assertThat(event.warning()).startsWith("the best of all attempts: 1.").contains("s of silence");
    float[][] heard = TestWav.samples(WavFile.open(files.segment(S, 1)), 0, SEGMENT);
    WavFileTest.assertSame(heard, better, 1.51 / 32_768);
    assertThat(WavFile.open(Path.of(await(prepare(2)).seed())).seconds()).isEqualTo(4);
    assertThat(files.best(S, 1)).doesNotExist();
  }

  @Test
  void theLastResortCannotMakeMusicOfNothing() throws Exception {
    assertRefused(() -> await(accept(0, TestWav.pcm(16), new float[2][SEGMENT], true)), Failure.SEGMENT_REJECTED);
    assertRefused(() -> await(accept(0, TestWav.pcm(16), TestMusic.cut(TAPE, 0, RATE), true)), Failure.SEGMENT_REJECTED);
    assertThat(accepted).isEmpty();
  }

  @Test
  @Requirement("R19")
  void deliveryDeletesWhatIsOlderAndFindSaysGone() throws Exception {
    accepted(0, TestWav.pcm(16));
    accepted(1, TestWav.pcm(16));
    SEGMENT_DELIVERED.publish(vertx, new SegmentDelivered(S, 1, 1, 1, Instant.now()));
    assertThat(next(deleted)).returns("segment", SegmentDeleted::kind).returns(0, SegmentDeleted::index);
    assertThat(next(deleted)).returns("seed", SegmentDeleted::kind).returns(1, SegmentDeleted::index);
    assertThat(files.segment(S, 0)).doesNotExist();
    assertThat(files.segment(S, 1)).exists();
    assertRefused(() -> await(find(0)), Failure.SEGMENT_GONE);
    assertRefused(() -> await(find(7)), Failure.NOT_FOUND);
    assertThat(accepted(2, TestWav.pcm(16)).index()).isEqualTo(2);
  }

  @Test
  void aSegmentThatWaitsCanBeMadeAgainAndOneThatIsTakenCannot() throws Exception {
    accepted(0, TestWav.pcm(16));
    Segment first = accepted(1, TestWav.pcm(16));
    await(prepare(1));
    Segment again = accepted(1, TestWav.pcm(16));
    assertThat(again.index()).isEqualTo(first.index());
    await(find(1));
    accepted(1, TestWav.pcm(16));
    FoundSegment taken = await(AUDIO_FIND.ask(vertx, new FindSegment(null, 1, true)));
    assertRefused(() -> await(accept(1, TestWav.pcm(16), tape(1), false)), Failure.SEGMENT_TAKEN);
    assertThat(await(find(1))).isEqualTo(taken);
    assertThat(files.part(S, 1)).doesNotExist();
  }

  @Test
  @Requirement({"R2", "R19"})
  void clearingDeletesTheSessionAndNothingElse() throws Exception {
    Path foreign = Files.writeString(folder.resolve("holiday.wav"), "keep");
    accepted(0, TestWav.pcm(16));
    assertThat(await(AUDIO_CLEAR.ask(vertx, new ClearSession(S))).files()).isEqualTo(2);
    assertThat(files.session(S)).doesNotExist();
    assertThat(foreign).hasContent("keep");
    assertRefused(() -> await(find(null)), Failure.NOT_FOUND);
    assertThat(await(AUDIO_CLEAR.ask(vertx, new ClearSession(S))).files()).isZero();
  }

  /** The disk is busy until both have been cleared. */
  @Test
  void whatIsExaminedWhileItsSessionIsClearedStaysOutThoughAnotherIsClearedToo() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    FileWorker same = new FileWorker(vertx);
    Future<Boolean> held = same.run(() -> busy.await(20, SECONDS));
    Future<Segment> examined = accept(0, TestWav.pcm(16), tape(0), false);
    Future<?> both = Future.all(AUDIO_CLEAR.ask(vertx, new ClearSession(S)), AUDIO_CLEAR.ask(vertx, new ClearSession("another")));
    busy.countDown();
    assertThat(await(held)).isTrue();
    assertRefused(() -> await(examined), Failure.NO_SESSION);
    await(both);
    await(same.close());
    assertThat(accepted).isEmpty();
    assertRefused(() -> await(find(null)), Failure.NOT_FOUND);
  }

  @Test
  void aSecondOneInTheSameFolderIsRefusedAndTheFirstLivesOn() throws Exception {
    accepted(0, TestWav.pcm(16));
    assertThatThrownBy(() -> await(vertx.deployVerticle(verticle()))).isInstanceOf(ConfigException.class)
      .hasMessageContaining("no other worksound");
    assertThat(await(find(0)).index()).isZero();
    assertThat(files.segment(S, 0)).exists();
    await(AUDIO_CLEAR.ask(vertx, new ClearSession(S)));
    await(vertx.undeploy(deployment));
    assertOnlyTheLockIsLeft();
  }

  @Test
  void theNewestSegmentOutlivesTheVerticleAndGoesOnWhereItEnded() throws Exception {
    accepted(0, TestWav.floats(32));
    Segment newest = accepted(1, TestWav.floats(32));
    Files.writeString(files.part(S, 2), "half a download");
    PROMPT_CHANGED.publish(vertx, new PromptChanged(S, "sea", 2, Instant.now()));
    await(vertx.undeploy(deployment));
    try (var left = Files.list(files.session(S))) {
      assertThat(left).containsExactlyInAnyOrder(files.segment(S, 1), files.seed(S, 2));
    }
    await(vertx.deployVerticle(verticle()));
    assertThat(next(kept)).returns(S, SessionKept::sessionId).returns("sea", SessionKept::prompt).returns(1, SessionKept::segmentIndex);
    assertRefused(() -> await(find(1)), Failure.NOT_FOUND);
    ResumableSession session = await(AUDIO_RESUME.ask(vertx, new ResumeSession(true))).session();
    assertThat(session).isEqualTo(new ResumableSession(S, "sea", newest, session.decay(), 4.0, 1.0));
    assertThat(await(find(null))).returns(1, FoundSegment::index).returns(newest.etag(), FoundSegment::etag);
    assertRefused(() -> await(find(0)), Failure.SEGMENT_GONE);
    assertRefused(() -> await(accept(1, TestWav.pcm(16), tape(1), false)), Failure.SEGMENT_TAKEN);
    Segment after = accepted(2, TestWav.floats(32));
    assertThat(after.gainDb()).as("the chain of gains goes on").isCloseTo(newest.gainEndDb(), within(0.5));
    assertThat(after.seam().correlation()).isGreaterThan(0.9);
  }

  private void heard(int index, double position, int second) throws Exception {
    ReportPlayback report = new ReportPlayback("page", S, Snapshot.State.playing, index, position, 9, 0, null, false);
    PLAYBACK_REPORTED.publish(vertx, new PlaybackReported(report, Instant.EPOCH.plusSeconds(second)));
    await(prepare(index + 1)); // the files are worked on one after the other
  }

  @Test
  @Requirement("B6")
  void theSecondThatWasHeardLastOutlivesTheVerticleAndIsWrittenEveryFewSeconds() throws Exception {
    accepted(0, TestWav.pcm(16));
    heard(0, 0.5, 10);
    assertThat(files.heard(S)).content().contains("0.5");
    heard(0, 2.5, 12);
    assertThat(files.heard(S)).content().as("the disk has a rest").contains("0.5");
    heard(0, 4.5, 14);
    assertThat(files.heard(S)).content().contains("4.5");
    Files.delete(files.heard(S));
    heard(0, 4.5, 18);
    assertThat(files.heard(S)).as("nothing new is heard in a pause").doesNotExist();
    heard(0, 6.5, 20);
    await(vertx.undeploy(deployment));
    deployment = await(vertx.deployVerticle(verticle()));
    assertThat(next(kept).heard()).as("what was heard when it stopped").isEqualTo(new Snapshot.Heard(0, 6.5));
    await(AUDIO_RESUME.ask(vertx, new ResumeSession(true)));
    heard(0, 8.5, 5);
    assertThat(files.heard(S)).content().as("also by a clock that was set back").contains("8.5");
    await(AUDIO_CLEAR.ask(vertx, new ClearSession(S)));
    PLAYBACK_REPORTED.publish(vertx, new PlaybackReported(new ReportPlayback("page", S, Snapshot.State.playing, 0, 10.5, 9, 0, null, false),
      Instant.EPOCH.plusSeconds(30)));
    await(vertx.undeploy(deployment));
    assertOnlyTheLockIsLeft();
  }

  /** As in a settings file that was edited while the server was down, and back again. */
  @Test
  @Requirement("B6")
  void seedsThatWereCutBeforeTheSettingsChangedAreCutAgain() throws Exception {
    accepted(0, TestWav.floats(32));
    Files.copy(files.seed(S, 1), files.anchor(S));
    heard(0, 0.5, 10);
    await(vertx.undeploy(deployment));
    deployment = await(vertx.deployVerticle(verticle(3, 0.8)));
    await(AUDIO_RESUME.ask(vertx, new ResumeSession(true)));
    assertThat(files.anchor(S)).doesNotExist();
    assertThat(files.heard(S)).doesNotExist();
    assertSeed(3, 0.8);
    await(vertx.undeploy(deployment));
    deployment = await(vertx.deployVerticle(verticle(4, 1)));
    await(AUDIO_RESUME.ask(vertx, new ResumeSession(true)));
    assertSeed(4, 1);
    await(vertx.undeploy(deployment));
    deployment = await(vertx.deployVerticle(verticle(60, 15)));
    await(AUDIO_RESUME.ask(vertx, new ResumeSession(true)));
    assertRefused(() -> await(prepare(1)), Failure.SEGMENT_GONE);
  }

  /** That of segment 1: the end of segment 0, which is kept in 16 bits. */
  private void assertSeed(double seconds, double overlapSeconds) throws Exception {
    WavFile seed = WavFile.open(Path.of(await(prepare(1)).seed()));
    assertThat(seed.seconds()).isEqualTo(seconds);
    int overlap = (int) (overlapSeconds * RATE);
    WavFileTest.assertSame(TestWav.samples(seed, 0, overlap), TestMusic.cut(TAPE, SEGMENT - overlap, overlap), 1.51 / 32_768);
  }

  @Test
  void aPromptThatWasChangedBeforeTheFirstSegmentOutlivesTheVerticleToo() throws Exception {
    PROMPT_CHANGED.publish(vertx, new PromptChanged(S, "sea", 1, Instant.now()));
    accepted(0, TestWav.pcm(16));
    assertThat(new ResumeFile(folder).read().prompt()).isEqualTo("sea");
    PROMPT_CHANGED.publish(vertx, new PromptChanged("another", "storm", 1, Instant.now()));
    accepted(1, TestWav.pcm(16));
    await(vertx.undeploy(deployment));
    deployment = await(vertx.deployVerticle(verticle()));
    assertThat(next(kept)).returns("sea", SessionKept::prompt).returns(1, SessionKept::segmentIndex);
  }

  /** The disk is busy with the next segment for as long as this test says. */
  @Test
  void aSegmentIsFoundWhileAnotherOneIsExamined() throws Exception {
    accepted(0, TestWav.pcm(16));
    CountDownLatch busy = new CountDownLatch(1);
    FileWorker same = new FileWorker(vertx);
    Future<Boolean> held = same.run(() -> busy.await(20, SECONDS));
    Future<Segment> examined = accept(1, TestWav.pcm(16), tape(1), false);
    assertThat(await(find(0)).index()).isZero();
    assertThat(await(find(null)).index()).isZero();
    assertThat(examined.isComplete()).isFalse();
    busy.countDown();
    assertThat(await(held)).isTrue();
    await(examined);
    await(same.close());
  }

  @Test
  void aSegmentWhoseFileIsGoneIsToldOnceAndSoAreThoseAfterIt() throws Exception {
    accepted(0, TestWav.pcm(16));
    accepted(1, TestWav.pcm(16));
    BlockingQueue<SegmentLost> lost = new LinkedBlockingQueue<>();
    await(SEGMENT_LOST.listen(vertx, lost::add));
    Files.delete(files.segment(S, 0));
    assertRefused(() -> await(find(0)), Failure.SEGMENT_GONE);
    assertThat(next(lost)).returns(0, SegmentLost::index).returns(S, SegmentLost::sessionId);
    assertRefused(() -> await(find(0)), Failure.NOT_FOUND);
    assertRefused(() -> await(find(1)), Failure.NOT_FOUND);
    assertThat(lost).isEmpty();
    assertThat(accepted(0, TestWav.pcm(16)).index()).isZero();
  }

  @Test
  @Requirement("R19")
  void aSegmentWhoseFileWasRemovedIsDeletedForEverybodyWhenANewerOneIsDelivered() throws Exception {
    accepted(0, TestWav.pcm(16));
    accepted(1, TestWav.pcm(16));
    Files.delete(files.segment(S, 0));
    SEGMENT_DELIVERED.publish(vertx, new SegmentDelivered(S, 1, 1, 1, Instant.now()));
    assertThat(next(deleted)).returns("segment", SegmentDeleted::kind).returns(0, SegmentDeleted::index);
  }

  @Test
  void aSeedWhoseSourceIsGoneSaysSo() throws Exception {
    accepted(0, TestWav.pcm(16));
    Files.delete(files.segment(S, 0));
    Files.delete(files.seed(S, 1));
    assertRefused(() -> await(prepare(1)), Failure.SEGMENT_GONE);
  }

  /** As a power cut leaves them. */
  @Test
  void aDamagedSeedIsBuiltAgainFromWhatIsWhole() throws Exception {
    accepted(0, TestWav.floats(32));
    Files.write(files.seed(S, 1), new byte[1_000]);
    Files.write(files.raw(S, 0), new byte[0]);
    assertThat(WavFile.open(Path.of(await(prepare(1)).seed())).seconds()).isEqualTo(4);
    Files.write(files.seed(S, 1), new byte[1_000]);
    Files.write(files.segment(S, 0), new byte[1_000]);
    assertRefused(() -> await(prepare(1)), Failure.SEGMENT_GONE);
  }

  @Test
  void whatIsNotWantedOrWhosePartsAreMissingIsDeleted() throws Exception {
    accepted(0, TestWav.pcm(16));
    await(vertx.undeploy(deployment));
    deployment = await(vertx.deployVerticle(verticle()));
    assertThat(await(AUDIO_RESUME.ask(vertx, new ResumeSession(false))).session()).isNull();
    assertThat(files.session(S)).doesNotExist();
    assertThat(await(AUDIO_RESUME.ask(vertx, new ResumeSession(true))).session()).isNull();
    Files.createDirectories(files.session(S));
    accepted(0, TestWav.pcm(16));
    await(vertx.undeploy(deployment));
    Files.delete(files.segment(S, 0));
    next(kept);
    deployment = await(vertx.deployVerticle(verticle()));
    assertThat(await(AUDIO_RESUME.ask(vertx, new ResumeSession(true))).session()).isNull();
    assertThat(kept).isEmpty();
    await(vertx.undeploy(deployment));
    assertOnlyTheLockIsLeft();
  }

  @Test
  @Requirement("B6")
  void aSegmentThatIsUnderWayWhenTheServerStopsIsAcceptedFirst() throws Exception {
    Future<Segment> underWay = accept(0, TestWav.floats(32), tape(0), false);
    await(vertx.undeploy(deployment));
    assertThat(await(underWay).index()).isZero();
    assertThat(next(accepted).segment().index()).isZero();
    assertThat(files.seed(S, 1)).as("what the next process goes on from").exists();
    assertThat(files.session(S)).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp") || file.toString().endsWith(".part"));
    assertThat(deleted).as("no deletion failed").allMatch(SegmentDeleted::deleted);
  }
}
