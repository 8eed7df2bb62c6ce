package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.bus.Failure;
import worksound.messages.Addresses;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.Player;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.StreamFrames;
import worksound.messages.Playback.TunedIn;
import worksound.messages.Playback.TunedOut;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.Snapshot;
import worksound.stream.mix.Frames;
import worksound.stream.mix.Tape;
import worksound.testing.Requirement;

/** What listeners are sent is the signal that the segments were cut from, and everybody else learns of it. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Requirement("B12")
class StreamVerticleTest {

  private StreamHouse house;

  @BeforeEach
  void deploy(Vertx vertx, @TempDir Path directory) throws Exception {
    house = new StreamHouse(vertx, directory);
  }

  @Test
  void whatIsSentIsTheSignalThatTheSegmentsWereCutFrom() throws Exception {
    TunedIn in = house.tuneIn("a", Format.wav);
    house.pass(Pacer.PATIENCE_SECONDS + 1);
    assertThat(house.started).containsExactly(new StartSession("rain", true));
    assertThat(house.music(in)).as("silence before the first sound").hasSize(2 * (int) Frames.of(1)).containsOnly(0f);
    for (int index = 0; index < 3; index++) {
      house.accept(index);
      house.pass(index == 0 ? 14 : 15);
    }
    float[] sent = house.music(in);
    assertThat(sent).hasSize(2 * (int) Frames.of(45 + 3));
    long begun = StreamHouse.begun(sent);
    assertThat(begun).isBetween(Frames.of(1), Frames.of(1.2));
    long fadeIn = Frames.of(0.1);
    assertThat(StreamHouse.TAPE.residualDb(sent, begun + fadeIn, fadeIn, Frames.of(46))).isLessThan(-90);
    assertThat(house.delivered).containsExactly(0, 1, 2);
    assertThat(house.frames.stream().map(StreamFrames::title).distinct()).containsExactly("", "p0", "p1", "p2");
    Snapshot.Playback playback = house.status().playback();
    assertThat(playback.by()).isEqualTo(new Player(Player.Kind.stream, "mpv", true, 1));
    assertThat(playback.segmentIndex()).isEqualTo(2);
    assertThat(playback.underruns()).isZero();
  }

  @Test
  void thePlayersBufferIsFilledAtOnce() throws Exception {
    TunedIn in = house.tuneIn("a", Format.wav);
    house.accept(0);
    float[] sent = {};
    for (int tenths = 0; sent.length == 0 && tenths < 100; tenths++) {
      house.pass(0.1);
      sent = house.music(in);
    }
    assertThat(sent).as("what comes first").hasSizeGreaterThanOrEqualTo(2 * (int) Frames.of(3));
    assertThat(StreamHouse.begun(sent)).as("music, not silence").isZero();
  }

  @Test
  void theFirstSoundDoesNotWaitUntilTheNextTickIsDue() throws Exception {
    TunedIn in = house.tuneIn("a", Format.wav);
    house.pass(0.5);
    house.accept(0);
    house.settle();
    house.step(0);
    house.step(0);
    assertThat(house.music(in)).as("what came without time to pass").hasSize(2 * (int) Frames.of(3));
  }

  @Test
  @Requirement("B2")
  void aLateSegmentIsBridgedAndTheStreamIsNeverSilent() throws Exception {
    TunedIn in = house.tuneIn("a", Format.wav);
    house.accept(0);
    house.pass(24);
    house.accept(1);
    house.pass(10);
    float[] sent = house.music(in);
    long begun = StreamHouse.begun(sent);
    assertThat(Tape.quietestDb(sent, begun + Frames.of(0.2), Frames.of(36), 480)).isGreaterThan(-40);
    assertThat(house.status().playback().underruns()).isEqualTo(1);
    assertThat(house.status().playback().segmentIndex()).isEqualTo(1);
  }

  @Test
  void oneWhoComesLaterGetsTheLastSecondsAtOnceInAnyFormat() throws Exception {
    house.tuneIn("a", Format.wav);
    house.accept(0);
    house.pass(5);
    TunedIn late = house.tuneIn("b", Format.wav);
    assertThat(late.opening().stream().mapToInt(Buffer::length).sum()).isEqualTo(44 + 4 * (int) Frames.of(3));
    assertThat(late.title()).isEqualTo("p0");
    TunedIn mp3 = house.tuneIn("c", Format.mp3);
    assertThat(mp3.opening().stream().mapToInt(Buffer::length).sum()).as("three seconds at 192 kbit/s, and what the encoder holds back")
      .isBetween(60_000, 72_000);
    house.frames.clear();
    house.pass(2.1);
    assertThat(house.frames.stream().filter(sent -> sent.format() == Format.mp3).map(StreamFrames::number)).first().isEqualTo(mp3.next());
    assertThat(house.status().playback().by().listeners()).isEqualTo(3);
  }

  @Test
  void whenNobodyListensNothingIsMixedAndTheNextOneHearsOn() throws Exception {
    house.tuneIn("a", Format.wav);
    house.accept(0);
    house.pass(8);
    Addresses.STREAM_TUNED_OUT.publish(house.vertx, new TunedOut("a"));
    house.settle();
    house.frames.clear();
    house.pass(3);
    assertThat(house.frames).isEmpty();
    assertThat(house.status().playback().state()).isEqualTo(Snapshot.State.idle);
    double left = house.status().playback().positionSeconds();
    assertThat(left).isBetween(7.5, 8.1);
    TunedIn back = house.tuneIn("b", Format.wav);
    house.pass(2);
    float[] sent = house.music(back);
    long fadeIn = StreamHouse.begun(sent) + Frames.of(0.1);
    assertThat(StreamHouse.TAPE.residualDb(sent, fadeIn, Frames.of(left) + Frames.of(0.1), Frames.of(3))).isLessThan(-90);
    assertThat(house.started).as("the session that runs is joined").hasSize(1);
  }

  /** Segments of 20 s that share 5: of segment 1 at 8 s nothing is repeated; segment 0 is gone, and 1 begins at its 15 s. */
  @ParameterizedTest
  @CsvSource({"1, 8, 23", "0, 17, 17", "0, 8, 15"})
  @Requirement("B6")
  void afterARestartOfTheServerTheMusicGoesOnWhereItWasHeardLast(int index, double position, double second) throws Exception {
    house.keep(1, new Snapshot.Heard(index, position));
    house.settle();
    TunedIn back = house.tuneIn("a", Format.wav);
    house.pass(2);
    float[] sent = house.music(back);
    long fadeIn = StreamHouse.begun(sent) + Frames.of(0.1);
    assertThat(StreamHouse.TAPE.residualDb(sent, fadeIn, Frames.of(second) + Frames.of(0.1), Frames.of(3))).isLessThan(-90);
  }

  /** VLC does so, and would undo what a person has just done. */
  @Test
  void aProgramThatConnectsAgainByItselfStaysOutUntilItIsQuiet() throws Exception {
    house.tuneIn("a", Format.wav);
    house.accept(0);
    house.pass(4);
    Addresses.SESSION_STOPPED.publish(house.vertx, new SessionStopped(StreamHouse.SESSION, Instant.now()));
    house.pass(1.5);
    assertThat(house.ended).containsExactly(new StreamEnded(List.of("a"), "stopped"));
    for (int again = 0; again < 3; again++) {
      assertThatThrownBy(() -> house.tuneIn("a", Format.wav)).as("soon again").matches(e -> Failure.of(e) == Failure.PLAYBACK_TAKEN);
      house.pass(Listeners.QUIET_SECONDS - 0.1);
    }
    assertThat(house.started).as("nothing is begun").hasSize(1);
    house.tuneIn("b", Format.wav);
    assertThat(house.started).as("another program is a person's wish").hasSize(2);
    house.pass(0.2);
    house.tuneIn("a", Format.mp3);
  }

  @Test
  void aSessionThatIsStoppedWhileItIsJoinedEndsTheStream() throws Exception {
    house.stopsAtOnce = true;
    house.tuneIn("a", Format.wav);
    house.pass(5);
    assertThat(house.ended).containsExactly(new StreamEnded(List.of("a"), "stopped"));
  }

  /** A probe of the address is no listener: whoever plays is heard on. */
  @Test
  void oneThatLeavesBeforeItWasReportedDoesNotTakePlayback() throws Exception {
    house.tuneIn("a", Format.wav);
    house.accept(0);
    house.pass(4);
    StreamHouse.done(Addresses.PLAYBACK_REPORT.ask(house.vertx, new ReportPlayback("page", StreamHouse.SESSION, Snapshot.State.playing, 0, 4, 16, 0, null, true)));
    house.pass(1.5);
    house.tuneIn("b", Format.wav);
    Addresses.STREAM_TUNED_OUT.publish(house.vertx, new TunedOut("b"));
    house.pass(1);
    assertThat(house.status().playback().playerId()).isEqualTo("page");
  }

  /** The stream hangs for longer than a request is waited for; what was asked and taken back meanwhile is then heard at once. */
  @Test
  void whoeverWasRefusedBeforeTheStreamCameToItIsNotPlayedTo() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    house.hang(hanging);
    Future<TunedIn> late = house.ask("a", Format.wav);
    Addresses.STREAM_TUNED_OUT.publish(house.vertx, new TunedOut("a"));
    hanging.countDown();
    assertThatThrownBy(() -> StreamHouse.done(late)).satisfies(e -> assertThat(Failure.of(e)).isEqualTo(Failure.UNAVAILABLE));
    house.pass(1);
    assertThat(house.started).isEmpty();
    assertThat(house.frames).isEmpty();
    house.tuneIn("b", Format.wav);
    house.pass(1);
    assertThat(house.started).hasSize(1);
  }

  @Test
  void whenSomebodyElseBeginsTheStreamFadesOutAndEnds() throws Exception {
    TunedIn in = house.tuneIn("a", Format.wav);
    house.accept(0);
    house.pass(4);
    StreamHouse.done(Addresses.PLAYBACK_REPORT.ask(house.vertx, new ReportPlayback("page", StreamHouse.SESSION, Snapshot.State.playing, 0, 4, 16, 0, null, true)));
    house.pass(1.5);
    assertThat(house.ended).containsExactly(new StreamEnded(List.of("a"), "taken"));
    float[] sent = house.music(in);
    assertThat(sent[sent.length - 1]).isZero();
    assertThat(house.status().playback().playerId()).isEqualTo("page");
  }
}
