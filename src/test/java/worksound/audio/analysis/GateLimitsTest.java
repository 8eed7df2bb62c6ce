package worksound.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.config.GateConfig;
import worksound.messages.Measurements.Boundary;
import worksound.messages.Measurements.Cues;
import worksound.messages.Measurements.Figures;
import worksound.messages.Measurements.Seam;

/** Every limit of the gate from both sides: figures that just hold it, and figures that do not. */
class GateLimitsTest {

  private final Gate gate = new Gate(60, new GateConfig(2, 12, 0.75, 5));

  @Test
  void whatIsJustAtEveryLimitPasses() {
    GateResult atEveryLimit = gate.judge(figures(60.25, -60, 2, 12, 0.002, 0.05, -40, -60, 0.75));
    assertThat(atEveryLimit).isEqualTo(new GateResult(List.of(), true, 0));
    assertThat(gate.judge(figures(59.75, -20, 0, 0, 0, 0, 0, -20, 1)).passes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    // seconds, level, silence, fade, clipped, direct current, novelty, context, correlation → playable, penalty, words
    "60.5  | -20 | 0 | 0  | 0     | 0    | 0   | -20 | 1   | false | 0.5 | length 60.500 s, expected 60.000 s",
    "59.5  | -20 | 0 | 0  | 0     | 0    | 0   | -20 | 1   | false | 0.5 | length 59.500 s, expected 60.000 s",
    "60    | -70 | 0 | 0  | 0     | 0    | 0   | -20 | 1   | false | 10  | is silence: -70.0 dBFS, expected at least -60.0 dBFS",
    "60    | -20 | 3 | 0  | 0     | 0    | 0   | -20 | 1   | true  | 1.5 | 3.00 s of silence, expected no more than 2.00 s",
    "60    | -20 | 0 | 18 | 0     | 0    | 0   | -20 | 1   | true  | 1.5 | 18.0 dB softer than the whole, expected no more than 12.0 dB",
    "60    | -20 | 0 | 0  | 0.005 | 0    | 0   | -20 | 1   | true  | 2.5 | 0.50 % of the samples are clipped, expected no more than 0.20 %",
    "60    | -20 | 0 | 0  | 0     | 0.1  | 0   | -20 | 1   | true  | 2   | direct current of 10.0 %, expected no more than 5.0 %",
    "60    | -20 | 0 | 0  | 0     | 0    | -60 | -20 | 1   | true  | 1.5 | nothing new: differs by -60.0 dB from what was heard before",
    "60    | -20 | 0 | 0  | 0     | 0    | 0   | -60 | 0.5 | true  | 1.5 | correlation 0.500, expected at least 0.750",
  })
  void whatIsBeyondALimitIsRefusedTheMoreTheFurtherItIs(double seconds, double level, double silence, double fade, double clipped,
                                                        double directCurrent, double novelty, double context, double correlation,
                                                        boolean playable, double penalty, String words) {
    GateResult result = gate.judge(figures(seconds, level, silence, fade, clipped, directCurrent, novelty, context, correlation));
    assertThat(result.faults()).singleElement().asString().contains(words);
    assertThat(result.isPlayable()).isEqualTo(playable);
    assertThat(result.penalty()).isCloseTo(penalty, within(1e-9));
  }

  @Test
  void aSilentContextProvesNothing() {
    assertThat(gate.judge(figures(60, -20, 0, 0, 0, 0, 0, -60.1, 0)).passes()).isTrue();
  }

  @Test
  void aBoundaryMayBeAsUnusualAsTheLimitAndNoMore() {
    assertThat(gate.judge(withBoundary(5))).isEqualTo(new GateResult(List.of(), true, 0));
    GateResult broken = gate.judge(withBoundary(7.5));
    assertThat(broken).isEqualTo(
      new GateResult(List.of("breaks where the new music begins: level, score 7.5, expected no more than 5.0"), true, 1.5));
  }

  private static Figures figures(double seconds, double level, double silence, double fade, double clipped, double directCurrent,
                                 double novelty, double context, double correlation) {
    return new Figures(seconds, 48_000, 48_000, 0, level, -1, silence, fade, clipped, directCurrent, novelty, -18.0, context,
      new Seam(0, correlation, 0, -60), null, null);
  }

  private static Figures withBoundary(double score) {
    return new Figures(60, 48_000, 48_000, 0, -20, -1, 0, 0, 0, 0, 0, -18.0, -20.0, new Seam(0, 1, 0, -60),
      new Boundary(score, "level", new Cues(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), null);
  }
}
