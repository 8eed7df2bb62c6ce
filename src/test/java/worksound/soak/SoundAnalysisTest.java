package worksound.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static worksound.soak.Deviation.Kind.GAP;
import static worksound.soak.Deviation.Kind.LEVEL_STEP;
import static worksound.soak.Deviation.Kind.MISSING_BREAK;
import static worksound.soak.Deviation.Kind.OFF_TAPE;
import static worksound.soak.Deviation.Kind.UNANNOUNCED_JUMP;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.page.TimeMap;

/** What judges a soak run, held against recordings that are right and against recordings in which one thing is wrong. */
@Tag("long")
class SoundAnalysisTest {

  private static final double NARROW = SyntheticRun.OVERLAP - SyntheticRun.FADE;
  private static final double WIDE = SyntheticRun.SEGMENT - SyntheticRun.FADE;
  /** Until the newest segment's end must be bridged. */
  private static final double UNTIL_LATE = SyntheticRun.SEGMENT - SyntheticRun.FADE;
  private static final double PASS = NARROW - SyntheticRun.FADE;

  private static SyntheticRun started() {
    return new SyntheticRun().plays(UNTIL_LATE);
  }

  /** One deviation of this kind within two windows of this moment, and nothing else. */
  private static void assertOnly(List<Deviation> deviations, Deviation.Kind kind, double at) {
    assertThat(deviations).as("deviations").singleElement().satisfies(one -> {
      assertThat(one.kind()).as(one.toString()).isEqualTo(kind);
      assertThat(one.atSeconds()).as(one.toString()).isEqualTo(at, within(0.1));
    });
  }

  @Test
  void musicThatGoesOnAcrossSeamsIsRight() {
    SoundAnalysis analysis = new SyntheticRun().announcesSeam().announcesSeam().plays(18).analysed(4 * TimeMap.RATE, 1_000);
    assertThat(analysis.deviations()).isEmpty();
    assertThat(analysis.worstStepDb()).isLessThan(0.001);
    assertThat(analysis.breaks()).isZero();
  }

  /** The second segment comes so late that repetitions are most of what is heard. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, 0.3, 2.5})
  void bridgesAndAJumpAsAnnouncedAreRightWhereverTheRecordingEnds(double rest) {
    SyntheticRun run = started().bridges(1, NARROW).plays(PASS).bridges(2, NARROW).plays(PASS).bridges(3, NARROW).plays(PASS)
      .bridges(4, WIDE).plays(2.013).announcesJump(2.25).fadesBy(2.25).plays(3).bridges(1, NARROW).plays(rest);
    SoundAnalysis analysis = run.analysed(4 * TimeMap.RATE, 1_000);
    assertThat(analysis.deviations()).isEmpty();
    assertThat(analysis.breaks()).isEqualTo(rest < 0.1 ? 5 : 6);
  }

  @Test
  void aRecordingThatEndsWhereABreakBeginsIsRight() {
    assertThat(started().announcesBridge(1, NARROW).plays(0.05).deviations()).isEmpty();
  }

  /** It matters neither where in a piece the first sound is, nor whether there is silence before it. */
  @ParameterizedTest
  @CsvSource({"4096,0", "4096,4000", "192000,191000", "192000,186500", "100,77", "192000,0"})
  void aRunIsReadWhateverPiecesItComesIn(int pieceFrames, int silentFrames) {
    SoundAnalysis analysis = started().bridges(1, NARROW).plays(1).analysed(pieceFrames, silentFrames);
    assertThat(analysis.deviations()).isEmpty();
    assertThat(analysis.breaks()).isEqualTo(1);
  }

  @Test
  void aRecorderThatComesInWhenTheMusicSoundsChangesNothing() {
    SoundAnalysis analysis = new SyntheticRun(1.3).plays(UNTIL_LATE - 1.3).bridges(1, NARROW).plays(1).analysed(192_000, 0);
    assertThat(analysis.deviations()).isEmpty();
    assertThat(analysis.breaks()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3})
  void aGapIsFound(double seconds) {
    assertOnly(started().plays(2).isMuted(5, seconds).deviations(), GAP, 5);
  }

  @Test
  void aGapInAFadeIsFound() {
    assertOnly(started().bridges(1, NARROW).plays(1).isMuted(UNTIL_LATE + 0.3, 0.05).deviations(), GAP, UNTIL_LATE + 0.3);
  }

  @Test
  void aGapAtTheEndIsFound() {
    assertOnly(started().isMuted(7, 0.25).deviations(), GAP, 7);
  }

  @Test
  void aDropoutTooShortForAGapIsFound() {
    assertOnly(started().isMuted(5, 0.004).deviations(), OFF_TAPE, 5);
  }

  @Test
  void aCrackleIsFound() {
    assertOnly(started().playsInstead(0.001, n -> 0.9).plays(2).deviations(), OFF_TAPE, UNTIL_LATE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, -0.6, 3, -6, -20})
  void aStepOfTheLevelIsFound(double decibels) {
    assertOnly(started().plays(2, Math.pow(10, decibels / 20)).deviations(), LEVEL_STEP, UNTIL_LATE);
  }

  @Test
  void aStepOfTheLevelInTheMiddleOfAWindowIsFound() {
    assertOnly(started().plays(0.02).plays(2, 0.5).deviations(), LEVEL_STEP, UNTIL_LATE);
  }

  @Test
  void aBridgeAtAnotherLevelIsFound() {
    assertOnly(started().announcesBridge(1, NARROW).fadesBy(-NARROW, 0.7).plays(2, 0.7).deviations(), LEVEL_STEP, UNTIL_LATE + SyntheticRun.FADE);
  }

  /** By one sample, by a repetition that nobody has announced, by nothing that is known. */
  @ParameterizedTest
  @ValueSource(doubles = {1.0 / TimeMap.RATE, -0.25, -NARROW, 31.4159, -9})
  void aJumpThatWasNotAnnouncedIsFound(double seconds) {
    List<Deviation> deviations = started().jumpsBy(seconds).plays(2).deviations();
    assertOnly(deviations, UNANNOUNCED_JUMP, UNTIL_LATE);
    double onSample = Math.round(seconds * TimeMap.RATE) / (double) TimeMap.RATE;
    assertThat(deviations.get(0).words()).isEqualTo(String.format(Locale.ROOT, "by %.6f s", onSample));
  }

  @Test
  void aFadeIntoARepetitionThatWasNotAnnouncedIsFound() {
    assertOnly(started().fadesBy(-NARROW).plays(9).deviations(), UNANNOUNCED_JUMP, UNTIL_LATE + 0.05);
  }

  @Test
  void aRepetitionThatIsHeardTwiceAndAnnouncedOnceIsFound() {
    assertOnly(started().bridges(1, NARROW).plays(PASS).fadesBy(-NARROW).plays(9).deviations(), UNANNOUNCED_JUMP, UNTIL_LATE + NARROW + 0.05);
  }

  @Test
  void aRepetitionThatIsAnnouncedTwiceAndHeardOnceIsFound() {
    assertOnly(started().bridges(1, NARROW).plays(PASS).announcesBridge(2, NARROW).plays(2).deviations(), MISSING_BREAK, UNTIL_LATE + NARROW);
  }

  @Test
  void aRepetitionThatIsAnnouncedAndNotHeardIsFound() {
    assertOnly(started().announcesBridge(1, NARROW).plays(2).deviations(), MISSING_BREAK, UNTIL_LATE);
  }

  @Test
  void aJumpThatIsAnnouncedAndNotHeardIsFound() {
    assertOnly(started().announcesJump(2).plays(2).deviations(), MISSING_BREAK, UNTIL_LATE);
  }

  @Test
  void aRepetitionThatComesLaterThanAnnouncedIsFound() {
    List<Deviation> deviations = started().announcesBridge(1, NARROW).plays(2).fadesBy(-NARROW).plays(9).deviations();
    assertThat(deviations).extracting(Deviation::kind).containsExactly(MISSING_BREAK, UNANNOUNCED_JUMP);
  }

  @Test
  void aRepetitionFromAnotherPlaceThanAnnouncedIsFound() {
    List<Deviation> deviations = started().announcesBridge(1, NARROW).fadesBy(-NARROW - 0.01).plays(2).deviations();
    assertThat(deviations).extracting(Deviation::kind).containsExactly(MISSING_BREAK, UNANNOUNCED_JUMP);
  }

  @Test
  void otherMusicIsFoundToTheEnd() {
    List<Deviation> deviations = started().playsInstead(2, n -> 0.3 * Math.sin(n / 9.0)).deviations();
    assertOnly(deviations, OFF_TAPE, UNTIL_LATE);
    assertThat(deviations.get(0).words()).isEqualTo("to the end");
  }

  @Test
  void everyDeviationOfARunIsFound() {
    List<Deviation> deviations = started().plays(2, 0.8).jumpsBy(1).plays(2, 0.8).isMuted(5, 0.05).deviations();
    assertThat(deviations).extracting(Deviation::kind).containsExactly(GAP, LEVEL_STEP, UNANNOUNCED_JUMP);
  }

  @Test
  void withoutATapeGapsAreFound() {
    SoundAnalysis analysis = new SoundAnalysis(null, () -> 0);
    float[] music = new float[2 * TimeMap.RATE];
    Arrays.fill(music, 0.1f);
    analysis.take(music, List.of());
    analysis.take(new float[TimeMap.RATE], List.of());
    assertOnly(analysis.deviations(), GAP, 1);
  }
}
