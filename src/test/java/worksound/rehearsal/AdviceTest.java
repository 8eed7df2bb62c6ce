package worksound.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import worksound.config.GateConfig;
import worksound.messages.Measurements.Boundary;
import worksound.messages.Measurements.Cues;
import worksound.messages.Measurements.Figures;
import worksound.messages.Measurements.Seam;

class AdviceTest {

  private static final GateConfig GATE = new GateConfig(2, 12, 0.8, 5);
  private static final Map<String, Object> SFT = Map.of("model", "acestep-v15-sft", "inference_steps", 50, "guidance_scale", 7.0, "thinking", true);

  private static Rehearsed segment(int number, double factor, double correlation, double score) {
    Seam seam = number == 1 ? null : new Seam(2, correlation, -1, -40);
    Boundary boundary = number == 1 ? null : new Boundary(score, "level", new Cues(0, 0, 3.2, 0, 0, 0, 1.1, 0, 0, 0, 0, 0.4));
    return new Rehearsed(number, 45 / factor, 1, factor, "7", "m",
      new Figures(60, 48_000, 48_000, 0, -20, -1, 0, 0, 0, 0, 0, -16.0, number == 1 ? null : -20.0, seam, boundary, null), List.of());
  }

  private static List<String> advice(Map<String, Object> params, double first, double factor, double correlation, double... scores) {
    return Advice.of(IntStream.rangeClosed(1, scores.length + 1)
      .mapToObj(number -> segment(number, number == 1 ? first : factor, correlation, number == 1 ? 0 : scores[number - 2])).toList(), params, GATE);
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> params = new HashMap<>(SFT);
    params.put(key, value);
    return params;
  }

  @Test
  void whatIsWellNeedsNoChange() {
    assertThat(advice(SFT, 3, 2, 0.99, 0.3, 0.6)).containsExactly("nothing to change in acestep.params");
    assertThat(Advice.of(List.of(segment(1, 3, 0, 0)), SFT, GATE)).as("the first alone").containsExactly("nothing to change in acestep.params");
  }

  @Test
  void whatIsJustGoodEnoughNeedsNoChangeEither() {
    assertThat(advice(SFT, 1, 1.2, 0.8, 0.2, 1, 5)).containsExactly("nothing to change in acestep.params");
    assertThat(advice(SFT, 3, 0.75, 0.99, 0.3)).singleElement().asString().startsWith("acestep.params: \"inference_steps\": 25");
    Map<String, Object> gentle = with("repaint_mode", "conservative");
    gentle.put("guidance_scale", 4.0);
    assertThat(advice(gentle, 3, 2, 0.99, 3)).singleElement().asString().endsWith("or try another prompt");
  }

  @Test
  void aLittleTooSlowAsksForFewerStepsAndMuchTooSlowForAFasterModel() {
    assertThat(advice(SFT, 3, 1, 0.99, 0.3)).singleElement().asString().startsWith("acestep.params: \"inference_steps\": 33 – 1.00 × real time");
    assertThat(advice(SFT, 3, 0.5, 0.99, 0.3)).singleElement().asString().contains("\"acestep-v15-turbo\", \"inference_steps\": 8");
    assertThat(advice(with("model", "acestep-v15-turbo"), 3, 0.5, 0.99, 0.3)).singleElement().asString().contains("another GPU");
  }

  @Test
  void onlyTheFirstSegmentNeedsTheLanguageModel() {
    assertThat(advice(SFT, 0.7, 2, 0.99, 0.3)).singleElement().asString().contains("\"thinking\": false");
    assertThat(advice(with("thinking", false), 0.7, 2, 0.99, 0.3)).containsExactly("nothing to change in acestep.params");
  }

  @Test
  void anOverlapThatIsMadeAnewIsAskedToBeKept() {
    assertThat(advice(with("repaint_mode", "aggressive"), 3, 2, 0.5, 0.3)).singleElement().asString().contains("\"repaint_mode\": \"balanced\"");
    assertThat(advice(SFT, 3, 2, 0.5, 0.3)).singleElement().asString().contains("update ACE-Step");
  }

  @Test
  void roughBoundariesAskForALongerBlendThenForLessGuidance() {
    assertThat(advice(SFT, 3, 2, 0.99, 1.4, 0.2, 2)).singleElement().asString().contains("\"repaint_mode\": \"conservative\"");
    assertThat(advice(SFT, 3, 2, 0.99, 0.1, 0.2, 6)).singleElement().asString().contains("one breaks off");
    assertThat(advice(with("repaint_mode", "conservative"), 3, 2, 0.99, 3)).singleElement().asString().contains("\"guidance_scale\": 4");
  }

  @Test
  void aLineHasEveryFigureAndTheLargestPartsFirst() {
    assertThat(segment(2, 2, 0.991, 1.5).line()).isEqualTo("segment 2 (repaint): 22.5 s on m, 2.00 × real time, 1.0 s to transfer · seed 7"
      + " · returned head: correlation 0.991, lag +2 samples, gain -1.0 dB · boundary 1.50 bits (step 3.2, stereo 1.1) · level -16.0 LUFS, peak -1.0 dBFS");
  }
}
