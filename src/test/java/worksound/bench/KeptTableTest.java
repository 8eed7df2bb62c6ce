package worksound.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptTableTest {

  private static final Row DELAY = Row.of("delay", 100, "ms").against("a copy", 50).target("≤ 200 ms", true);
  private static final Row SPEED = Row.of("speed", 40, "× real time").target("≥ 30 ×", true);

  private final KeptTable kept = new KeptTable(Stream.of("| what | figure |", DELAY.markdown(), "and", SPEED.markdown(),
    Row.of("boundary", 0.9, "ROC area").target("≥ 0.8", true).markdown(), Row.of("build", 6, "s").markdown()));

  @Test
  void whatIsSlowerThanBeforeBeyondNoiseIsNamed() {
    assertThat(kept.worse(List.of(delay(125, 50)))).containsExactly("delay: 125 ms, was 100");
    assertThat(kept.worse(List.of(delay(115, 50), delay(80, 50)))).isEmpty();
  }

  @Test
  void aBusyMachineSlowsTheBaselineAsWellAndIsNotHeldAgainstTheProgram() {
    assertThat(kept.worse(List.of(delay(200, 95)))).isEmpty();
  }

  @Test
  void whereMoreIsBetterLessIsWorse() {
    assertThat(kept.worse(List.of(Row.of("speed", 30, "× real time").target("≥ 30 ×", true)))).hasSize(1);
    assertThat(kept.worse(List.of(Row.of("speed", 60, "× real time").target("≥ 30 ×", true)))).isEmpty();
  }

  @Test
  void anAreaHasLessNoise() {
    assertThat(kept.worse(List.of(Row.of("boundary", 0.87, "ROC area").target("≥ 0.8", true)))).hasSize(1);
  }

  @Test
  void whatIsOnlyReportedNewOrInAnotherUnitIsNotCompared() {
    assertThat(kept.worse(List.of(Row.of("build", 60, "s"), Row.of("new", 9, "ms").target("≤ 1 ms", false),
      Row.of("delay", 900, "s").target("≤ 1 s", false)))).isEmpty();
  }

  @Test
  void theTableOfTheReadmeIsRead() throws IOException {
    assertThat(KeptTable.readme().size()).isGreaterThan(30);
  }

  private static Row delay(double figure, double baseline) {
    return Row.of("delay", figure, "ms").against("a copy", baseline).target("≤ 200 ms", figure <= 200);
  }
}
