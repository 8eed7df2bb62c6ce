package worksound.stream.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.stream.mix.Step.Kind;

/** When each segment sounds, in seconds: 60 s of music of which 15 are shared, and a fade of 4 s. */
class JoinPlannerTest {

  private static final Slot CURRENT = slot(7, 0, 100, 111, 115, 160);

  private final JoinPlanner planner = new JoinPlanner(frames(4), frames(15));

  private static long frames(double seconds) {
    return Math.round(seconds * 48_000);
  }

  private static Slot slot(int index, int pass, double zeroAt, double enterAt, double fadedInAt, double endsAt) {
    return new Slot(index, pass, frames(zeroAt), frames(enterAt), frames(fadedInAt), frames(endsAt));
  }

  private static Candidate segment(int index, double overlap, double lag) {
    return new Candidate(index, frames(60), frames(overlap), frames(lag), false);
  }

  private static Candidate piece(double overlap) {
    return new Candidate(8, frames(60), frames(overlap), 0, true);
  }

  private Step next(double now) {
    return next(List.of(CURRENT), segment(8, 15, 0), now);
  }

  private Step next(List<Slot> slots, Candidate next, double now) {
    return planner.next(slots, frames(15), next, frames(now));
  }

  /** The plan when no segment has come until then, looked at four times a second. */
  private List<Slot> waited(double until) {
    List<Slot> slots = new ArrayList<>(List.of(CURRENT));
    for (double now = 130; now <= until; now += 0.25) {
      Step step = next(slots, null, now);
      if (step != null) {
        slots.add(step.slot());
      }
    }
    return slots;
  }

  private static void assertStep(Step step, Kind kind, double zeroAt, double fadeAt, double fadeSeconds, double gap) {
    assertThat(step.kind()).isEqualTo(kind);
    assertThat(step.slot().zeroAt()).as("its frame 0").isEqualTo(frames(zeroAt));
    assertThat(step.slot().endsAt()).as("its end").isEqualTo(frames(zeroAt + 60));
    assertThat(step.fadeAt()).as("begin of the fade").isEqualTo(frames(fadeAt)).isEqualTo(step.slot().enterAt());
    assertThat(step.fadeFrames()).as("length of the fade").isEqualTo(frames(fadeSeconds));
    assertThat(step.slot().fadedInAt()).as("end of the fade").isEqualTo(frames(fadeAt) + frames(fadeSeconds));
    assertThat(step.gap()).as("silence before it").isEqualTo(frames(gap));
  }

  @Test
  void musicThatBeginsFadesInForATenthOfASecondFromAnySecondOfItsSegment() {
    assertThat(JoinPlanner.first(segment(7, 15, 0), frames(100), frames(7))).isEqualTo(slot(7, 0, 93, 100, 100.1, 153));
  }

  @Test
  void aSegmentInTimeFadesInAsLateAsTheOverlapLetsIt() {
    Step step = next(130);
    assertStep(step, Kind.CROSSFADE, 145, 155.94, 4, 0);
    assertThat(step.from()).isEqualTo(CURRENT);
    assertThat(step.slot().pass()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.25, 144.75, 155.69", "-0.25, 145.25, 155.94"})
  void aSegmentThatCameBackLateOrEarlyIsPutWhereItsMusicBelongs(double lag, double zeroAt, double fadeAt) {
    assertStep(next(List.of(CURRENT), segment(8, 15, lag), 130), Kind.CROSSFADE, zeroAt, fadeAt, 4, 0);
  }

  @Test
  void aLateSegmentFadesFasterAndEndsItsFadeAtTheSameMoment() {
    assertStep(next(157.5), Kind.CROSSFADE, 145, 157.5, 2.44, 0);
  }

  @ParameterizedTest
  @CsvSource({"159.44, 15, CROSSFADE", "159.45, 15, LOOP", "159.69, 1, CROSSFADE", "159.70, 1, LOOP"})
  void whatIsTooLateForHalfASecondOrAQuarterOfAShortOverlapIsBridged(double now, double overlap, Kind kind) {
    assertThat(next(List.of(CURRENT), segment(8, overlap, 0), now).kind()).isEqualTo(kind);
  }

  @Test
  void withoutANextSegmentItsSharedSecondsAreRepeatedThreeSecondsAhead() {
    assertThat(next(List.of(CURRENT), null, 154.99)).isNull();
    Step step = next(List.of(CURRENT), null, 155);
    assertStep(step, Kind.LOOP, 113, 158, 2, 0);
    assertThat(step.slot()).returns(7, Slot::index).returns(1, Slot::pass);
  }

  @Test
  void aRepetitionWaitsUntilItsSegmentIsHeardAndHasFadedIn() {
    Slot late = slot(7, 0, 100, 156, 159, 160);
    assertThat(next(List.of(late), null, 155.9)).isNull();
    assertStep(next(List.of(late), null, 156), Kind.LOOP, 114, 159, 1, 0);
  }

  @Test
  void aRepetitionThatIsPlannedLateFadesInByTheEndAndAfterTheEndOutOfSilence() {
    assertStep(next(List.of(CURRENT), null, 159), Kind.LOOP, 114, 159, 1, 0);
    assertStep(next(List.of(CURRENT), null, 159.9), Kind.LOOP, 114.9, 159.9, 0.1, 0);
    assertStep(next(List.of(CURRENT), null, 159.91), Kind.LOOP, 115, 160, 0.1, 0);
    assertStep(next(List.of(CURRENT), null, 161), Kind.LOOP, 116, 161, 0.1, 1);
  }

  @Test
  void aSegmentShorterThanTheOverlapIsRepeatedFromItsBeginning() {
    Step step = next(List.of(slot(7, 0, 150, 151, 152, 160)), null, 158);
    assertThat(step.slot().zeroAt()).isEqualTo(frames(158));
  }

  @Test
  void aRepetitionThatNobodyHasHeardYetIsGivenUpForASegmentThatStillMakesIt() {
    List<Slot> slots = waited(156);
    assertThat(slots).hasSize(2);
    Step step = next(slots, segment(8, 15, 0), 156);
    assertStep(step, Kind.CROSSFADE, 145, 156, 3.94, 0);
    assertThat(step.from()).isEqualTo(CURRENT);
  }

  @Test
  void aRepetitionThatIsHeardFromThisFrameOnIsTakenOverFrom() {
    assertStep(next(waited(157), segment(8, 15, 0), 158), Kind.TAKEOVER, 158, 160, 4, 0);
    assertStep(next(List.of(slot(7, 1, 113, 158, 160, 173)), segment(8, 15, 0), 157), Kind.TAKEOVER, 158, 160, 4, 0);
  }

  @Test
  void theNextSegmentJoinsTheNewestOneAlsoBeforeThatIsHeard() {
    Step step = next(List.of(slot(6, 0, 55, 66, 70, 115), CURRENT), segment(8, 15, 0), 105);
    assertThat(step.kind()).isEqualTo(Kind.CROSSFADE);
    assertThat(step.from()).isEqualTo(CURRENT);
  }

  @Test
  void ofAShortOverlapAQuarterIsTheFadeIntoARepetition() {
    Step step = new JoinPlanner(frames(4), frames(4)).next(List.of(CURRENT), frames(4), null, frames(156));
    assertStep(step, Kind.LOOP, 159 - 56, 159, 1, 0);
  }

  @Test
  void aSegmentLaterThanThatTakesOverFromTheRepetitionInPhase() {
    List<Slot> slots = waited(165);
    Step step = next(slots, segment(8, 15, 0), 165);
    assertStep(step, Kind.TAKEOVER, 158, 165, 4, 0);
    assertThat(step.from()).isEqualTo(slots.get(1)).returns(1, Slot::pass);
  }

  @Test
  void aTakeOverWaitsUntilTheRepetitionHasFadedIn() {
    assertStep(next(waited(159), segment(8, 15, 0), 159.6), Kind.TAKEOVER, 158, 160, 4, 0);
  }

  @Test
  void afterThreeRepetitionsOfTheSharedSecondsTheWholeSegmentIsRepeated() {
    assertThat(waited(400).stream().skip(1).limit(5).map(slot -> (slot.enterAt() - slot.zeroAt()) / 48_000))
      .containsExactly(45L, 45L, 45L, 15L, 15L);
  }

  @Test
  void intoTheRepetitionOfAWholeSegmentTheNextComesWhereTheSharedSecondsBeginIfThatIsSoon() {
    List<Slot> slots = waited(205);
    Slot newest = slots.get(slots.size() - 1);
    assertThat(newest.pass()).isEqualTo(4);
    double sharedAt = newest.zeroAt() / 48_000.0 + 45;
    assertStep(next(slots, segment(8, 15, 0), sharedAt - 7.5), Kind.TAKEOVER, sharedAt, sharedAt, 4, 0);
    // Own music is heard when the fade is over: 15 s without the guard of 0.06 s and the fade of 2 s into it.
    assertStep(next(slots, segment(8, 15, 0), sharedAt - 7.6), Kind.JUMP, sharedAt - 7.6 - 12.94, sharedAt - 7.6, 2, 0);
  }

  @Test
  void aJumpIsFadedToFromTheBeginningOfASegmentThatDoesNotFollowOn() {
    assertStep(next(List.of(CURRENT), segment(9, 15, 0), 130), Kind.JUMP, 130, 130, 2, 0);
    assertStep(next(List.of(CURRENT), segment(9, 15, 0), 113), Kind.JUMP, 115, 115, 2, 0);
    assertStep(next(List.of(CURRENT), segment(6, 15, 0), 159), Kind.JUMP, 159, 159, 1, 0);
  }

  @Test
  void aNewPieceIsFadedToAtOnceAndReplacesWhatWasPlanned() {
    Slot planned = slot(8, 0, 145, 155.94, 159.94, 205);
    Step step = next(List.of(CURRENT, planned), piece(0), 130);
    assertStep(step, Kind.ANNOUNCED, 130, 130, 4, 0);
    assertThat(step.from()).isEqualTo(CURRENT);
    assertThat(next(List.of(CURRENT, planned), piece(0), 156).from()).as("what is heard since a tenth of a second").isEqualTo(planned);
    assertThat(next(List.of(CURRENT, planned), piece(0), 155.94).from()).as("what is heard from now on").isEqualTo(planned);
  }

  @Test
  void whereTooLittleIsLeftANewPieceFadesOutWhatFollows() {
    Slot planned = slot(8, 0, 145, 157.94, 159.94, 205);
    assertThat(next(List.of(CURRENT, planned), piece(0), 156).from()).isEqualTo(CURRENT);
    assertStep(next(List.of(CURRENT, planned), piece(0), 156.01), Kind.ANNOUNCED, 159.94, 159.94, 4, 0);
    assertStep(next(List.of(CURRENT), piece(0), 158), Kind.ANNOUNCED, 158, 158, 2, 0);
  }

  @Test
  void ofANewPieceThatBeginsWithEarlierMusicTheEndOfThatIsHeardUnderTheFade() {
    assertStep(next(List.of(CURRENT), piece(15), 130), Kind.ANNOUNCED, 130 - 10.94, 130, 4, 0);
    assertStep(next(List.of(CURRENT), piece(3), 130), Kind.ANNOUNCED, 130, 130, 4, 0);
  }
}
