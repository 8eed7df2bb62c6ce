package worksound.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What judges the memory of a soak run, held against runs that are level and against runs that grow. */
class FiguresTest {

  private static final int HOUR = 900;

  private static Figures of(int looks, IntToDoubleFunction server, IntToDoubleFunction heap) {
    Figures figures = new Figures();
    for (int look = 0; look < looks; look++) {
      figures.note(server.applyAsDouble(look), heap.applyAsDouble(look), 300 + look, 2, 0);
    }
    return figures;
  }

  /** As an hour of listening was: warm after some minutes, with garbage that comes and goes. */
  private static double warm(int look, double level) {
    return level * Math.min(1, 0.6 + look / 200.0) + look % 7 * 0.5;
  }

  @Test
  void memoryThatWarmsUpAndGoesUpAndDownIsBounded() {
    assertThat(of(HOUR, look -> warm(look, 137), look -> warm(look, 31)).growth()).isEmpty();
  }

  @Test
  void aServerThatKeepsALittleOfEverySegmentIsFound() {
    assertThat(of(HOUR, look -> 120 + look * 0.02, look -> 31).growth()).singleElement().asString()
      .startsWith("server memory grew by 9.0 MB");
  }

  @Test
  void aPageThatKeepsALittleOfEverySegmentIsFound() {
    assertThat(of(HOUR, look -> 137, look -> 25 + look * 0.01).growth()).singleElement().asString()
      .startsWith("the page's JavaScript heap grew by 4.5 MB");
  }

  @Test
  void aMomentOfTooMuchServerIsFoundInAShortRunToo() {
    assertThat(of(20, look -> look == 7 ? 171 : 137, look -> 31).growth()).containsExactly(
      "server memory was 171.0 MB, at most 170 were expected");
  }

  @Test
  void aShortRunMayGrowForItIsStillLoading() {
    assertThat(of(100, look -> 80 + look * 0.5, look -> 3 + look * 0.2).growth()).isEmpty();
    assertThat(of(1, look -> 100, look -> 3).growth()).isEmpty();
  }

  @Test
  void whereTheSystemTellsNoMemoryNothingIsJudged() {
    assertThat(of(HOUR, look -> Double.NaN, look -> 31).growth()).isEmpty();
  }
}
