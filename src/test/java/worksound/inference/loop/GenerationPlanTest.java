package worksound.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.config.Config;
import worksound.inference.loop.PlannedSegment.Kind;
import worksound.inference.pacing.PlaybackSchedule;
import worksound.messages.Segment;
import worksound.messages.Segment.Takes;
import worksound.messages.Snapshot.Explanation;
import worksound.testing.Requirement;

class GenerationPlanTest {

  private static final double STRIDE = 45;
  private static final double TWELVE_MINUTES = 720;
  private static final Config AUTO = Config.from(new JsonObject());
  private static final Config ONE_TAKE = Config.from(new JsonObject().put("audio", new JsonObject().put("takes", 1)));

  private final Session session = new Session("s", "calm");
  private final GenerationPlan plan = new GenerationPlan(AUTO);

  private void accepted(int index) {
    accepted(index, "calm", session.next());
  }

  private void accepted(int index, String prompt, PlannedSegment planned) {
    session.accepted(new Segment(index, index == 0 ? null : index - 1, prompt, 60, 15, null, 48_000, 0, "", null, 0, 0, null,
      new Takes(List.of(2.0), 1, Explanation.of("first-take"))), planned);
  }

  /** Segment 1 waits, made in 5 s like the one before it, and the page is at the beginning of segment 0. */
  private void oneWaits() {
    accepted(0);
    session.newestDelivered = 0;
    accepted(1);
    plan.attemptTook(5, "gpu");
    plan.attemptTook(5, "gpu");
    session.position = new PlaybackSchedule.Position(0, 1, 100);
  }

  private Optional<PlannedSegment> due() {
    return plan.due(session, 5.0, false, 100);
  }

  @Test
  void theMusicBeginsAndGoesOnFromTheNewestSegmentUntilOneWaits() {
    assertThat(due()).contains(new PlannedSegment(Kind.NEXT, 0, null));
    accepted(0);
    assertThat(due()).as("segment 0 waits, and the first is never made again").isEmpty();
    session.newestDelivered = 0;
    assertThat(due()).contains(new PlannedSegment(Kind.NEXT, 1, 0));
  }

  @Test
  void timeToSpareGoesIntoAnotherTakeUnlessTheBuiltInEngineWouldMakeIt() {
    oneWaits();
    assertThat(due()).contains(new PlannedSegment(Kind.TAKE, 1, 0));
    assertThat(plan.due(session, 5.0, true, 100)).as("on the listener's own processor").isEmpty();
    assertThat(plan.due(session, 5.0, false, 135)).as("too late").isEmpty();
  }

  @Test
  void anotherPromptComesBeforeAnotherTakeAndIsTriedOnce() {
    oneWaits();
    session.prompt = "rain";
    assertThat(due()).contains(new PlannedSegment(Kind.REPLACEMENT, 1, 0));
    assertThat(plan.due(session, null, false, 100)).as("how long it takes is not known").isEmpty();
    session.begun(due().orElseThrow());
    assertThat(due()).isEmpty();
  }

  @Test
  void aNewPieceComesBeforeEverythingElse() {
    oneWaits();
    session.anchorIndex = 0;
    session.pieceWanted = true;
    assertThat(due()).contains(new PlannedSegment(Kind.PIECE, 2, null));
  }

  @Test
  void decayedMusicGoesBackToItsAnchorWhenThereIsRoomForTheNext() {
    oneWaits();
    session.anchorIndex = 0;
    assertThat(due()).as("the segment that shows it stays as it is").isEmpty();
    session.newestDelivered = 1;
    assertThat(due()).contains(new PlannedSegment(Kind.ANCHORED, 2, 0));
    session.beginAnew();
    assertThat(due()).as("when that fails").contains(new PlannedSegment(Kind.PIECE, 2, null));
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = {"REPLACEMENT", "TAKE"})
  void whatHasDecayedIsNotGoneBackToFromTheMusicOfAnotherPrompt(Kind kind) {
    oneWaits();
    session.anchorIndex = 0;
    accepted(1, "calm", session.newestAgain(kind));
    session.newestDelivered = 1;
    assertThat(due()).as("the same music").contains(new PlannedSegment(Kind.ANCHORED, 2, 0));
    accepted(1, "rain", session.newestAgain(kind));
    assertThat(due()).contains(new PlannedSegment(Kind.NEXT, 2, 1));
  }

  @Test
  void aSlowTurnHasTwoSegmentsWait() {
    accepted(0);
    plan.generationTook(30);
    plan.downloadTook(2);
    assertThat(due()).contains(new PlannedSegment(Kind.NEXT, 1, 0));
  }

  @Test
  void whetherThePageCanWaitFollowsFromWhereItIs() {
    oneWaits();
    session.downloadSeconds = 2.0;
    assertThat(plan.leavesTime(1, session, 100)).isTrue();
    assertThat(plan.isPressing(1, session, 100)).isFalse();
    assertThat(plan.leavesTime(1, session, 147)).isFalse();
    assertThat(plan.isPressing(1, session, 148)).isTrue();
  }

  /** Seconds for a segment, up to a tenth more or less each time. */
  private static DoubleUnaryOperator unsteady(double speed, long seed) {
    Random jitter = new Random(seed);
    return at -> STRIDE / speed * (0.9 + 0.2 * jitter.nextDouble());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2, 1.5, 2, 3, 5, 20})
  @Requirement({"B2", "B17"})
  void twelveMinutesAreNeverBridgedForATake(double speed) {
    for (long seed = 0; seed < 20; seed++) {
      SimulatedListening heard = new SimulatedListening(AUTO, unsteady(speed, seed), 2, 0, seed).run(TWELVE_MINUTES);
      assertThat(heard.bridges()).as("at %s × real time, seed %d", speed, seed).isZero();
    }
  }

  @Test
  void aFastGpuMakesMostSegmentsTwice() {
    List<Integer> takes = new SimulatedListening(AUTO, at -> STRIDE / 5, 2, 0, 1).run(TWELVE_MINUTES).takesHeard();
    assertThat(takes.stream().filter(made -> made >= 2).count()).isGreaterThan(takes.size() * 3L / 4);
    assertThat(takes).allMatch(made -> made <= 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 4, 5, 6, 8, 12, 30})
  void aGpuThatBecomesThreeTimesAsSlowBridgesNoMoreThanWithoutTakes(double speed) {
    for (double drop = 60; drop < 200; drop += 1) {
      double from = drop;
      double[] late = new double[2];
      int[] bridges = new int[2];
      for (int run = 0; run < 2; run++) {
        // An attempt that runs while it happens is as slow for what is left of it.
        SimulatedListening heard = new SimulatedListening(run == 0 ? AUTO : ONE_TAKE, at -> {
          double usual = STRIDE / speed;
          return at >= from ? 3 * usual : at + usual <= from ? usual : from - at + 3 * (at + usual - from);
        }, 2, 0, 1).run(400);
        late[run] = heard.lateSeconds();
        bridges[run] = heard.bridges();
      }
      assertThat(bridges[0]).as("bridges at %s × real time, slower from %s s on", speed, from).isLessThanOrEqualTo(bridges[1]);
      assertThat(late[0]).as("seconds late").isLessThanOrEqualTo(late[1] + 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1, 1.2, 1.5, 2, 3})
  @Requirement("B2")
  void aRefusedSegmentIsUsedRatherThanBridged(double speed) {
    int used = 0;
    for (long seed = 0; seed < 20; seed++) {
      SimulatedListening heard = new SimulatedListening(AUTO, unsteady(speed, seed), 2, 0.5, seed).run(TWELVE_MINUTES);
      assertThat(heard.bridges()).as("at %s × real time, seed %d", speed, seed).isZero();
      used += heard.bestOfRefused();
    }
    assertThat(used).isPositive();
  }
}
