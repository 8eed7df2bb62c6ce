package worksound.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import worksound.messages.Measurements.Boundary;
import worksound.messages.SegmentRequests.AcceptSegment;

class TakeHistoryTest {

  private final TakeHistory takes = new TakeHistory();

  private static AcceptSegment made(String prompt, Integer source) {
    return new AcceptSegment("s", 3, source, prompt, false);
  }

  private void add(String prompt, boolean isWaiting, double score) {
    takes.add(made(prompt, 2), isWaiting, new Boundary(score, "level", null));
  }

  @Test
  void onlyASmootherTakeTakesThePlaceOfTheOneThatWaits() {
    add("rain", false, 2);
    assertThat(takes.isNewestBest()).as("the first").isTrue();
    takes.chooseNewest();
    assertThat(takes.takes().why().code()).isEqualTo("first-take");
    add("rain", true, 2);
    assertThat(takes.isNewestBest()).as("as smooth").isFalse();
    add("rain", true, 1.9);
    assertThat(takes.isNewestBest()).isTrue();
    takes.chooseNewest();
    assertThat(takes.takes().scores()).containsExactly(2.0, 2.0, 1.9);
    assertThat(takes.takes().chosen()).isEqualTo(3);
    assertThat(takes.takes().why().args()).containsEntry("takes", 3);
  }

  @Test
  void whateverPassesIsBetterThanTheBestOfTheRefused() {
    add("rain", false, 0.1);
    add("rain", false, 7);
    takes.chooseRefused(made("rain", 2), 1);
    assertThat(takes.takes().why().code()).isEqualTo("best-refused-take");
    assertThat(takes.takes().scores()).containsExactly(0.1, 7.0);
    add("rain", true, 3);
    assertThat(takes.isNewestBest()).isTrue();
  }

  @Test
  void anotherPromptAndASegmentThatIsMadeAnewBeginAgain() {
    add("rain", false, 2);
    takes.chooseNewest();
    add("snow", false, 3);
    assertThat(takes.isNewestBest()).isTrue();
    takes.chooseNewest();
    assertThat(takes.takes().scores()).containsExactly(3.0);
    add("snow", false, 4);
    assertThat(takes.newest()).as("its file was lost").isEqualTo(1);
  }

  @Test
  void whatIsMadeOfOtherMusicIsNotComparedWithTheTakesBefore() {
    add("rain", false, 2);
    takes.add(made("rain", null), false, null);
    takes.chooseNewest();
    assertThat(takes.takes()).as("the piece was made once, and joins nothing").isNull();
  }

  @Test
  void theBestOfTheRefusedMadeOfOtherMusicHasNothingToSay() {
    add("rain", false, 7);
    takes.chooseRefused(made("snow", 2), 2);
    assertThat(takes.takes()).isNull();
    assertThat(takes.newest()).isZero();
  }

  @Test
  void aTakeOfWhichNothingWasMeasuredIsNotTakenForTheOneBeforeIt() {
    add("rain", false, 7);
    add("rain", false, 2);
    takes.chooseRefused(made("rain", 2), 1);
    takes.add(made("rain", 2), true, null);
    assertThat(takes.isNewestBest()).as("it passes").isTrue();
    takes.chooseNewest();
    assertThat(takes.takes()).as("what is heard has no score").isNull();
    takes.forget();
    add("rain", false, 7);
    takes.chooseNewest();
    add("rain", true, 2);
    takes.add(made("rain", 2), true, null);
    assertThat(takes.isNewestBest()).as("2 bits are those of the take before").isFalse();
    assertThat(takes.newest()).isZero();
  }

  @Test
  void withoutABoundaryThereIsNothingToSay() {
    takes.add(new AcceptSegment("s", 0, null, "rain", false), false, null);
    takes.chooseNewest();
    assertThat(takes.takes()).isNull();
  }
}
