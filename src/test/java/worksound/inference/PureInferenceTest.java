package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.config.CountOrAuto;
import worksound.config.SecondsRange;
import worksound.config.SegmentConfig;
import worksound.inference.acestep.http.Envelope;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.acestep.models.FallbackChain;
import worksound.inference.acestep.task.Durations;
import worksound.inference.acestep.task.OrphanedTask;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.attempt.TaskParameters;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Backoff;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;
import worksound.inference.pacing.Pacing;
import worksound.testing.Requirement;

class PureInferenceTest {

  private static final SegmentConfig SHAPE = new SegmentConfig(60, 15);
  private static final Map<String, Object> SFT = Map.of("model", "sft", "lm_model_path", "4B", "thinking", true, "shift", 1.0);

  @Test
  @Requirement({"R1", "R6", "R7"})
  void theFirstSegmentIsMadeFromThePromptAlone() {
    Map<String, Object> params = TaskParameters.of(new FallbackChain(SFT, List.of()).current(), new GenerationRequest("s", 0, 1, false, false, "calm", null), SHAPE);
    assertThat(params).containsEntry("task_type", "text2music").containsEntry("prompt", "calm").containsEntry("audio_duration", 60.0)
      .containsEntry("thinking", true).containsEntry("use_random_seed", true).doesNotContainKey("repainting_start");
  }

  @Test
  @Requirement("R7")
  void everyLaterSegmentIsInPaintedAfterTheOverlap() {
    Map<String, Object> params = TaskParameters.of(new FallbackChain(SFT, List.of()).current(), new GenerationRequest("s", 1, 1, false, false, "calm", 0), SHAPE);
    assertThat(params).containsEntry("task_type", "repaint").containsEntry("repainting_start", 15.0).containsEntry("repainting_end", -1)
      .containsEntry("thinking", true);
  }

  @Test
  void aFixedSeedIsKeptUntilASegmentIsRejected() {
    Map<String, Object> seeded = new HashMap<>(SFT);
    seeded.put("seed", 42);
    FallbackChain.ParameterSet parameterSet = new FallbackChain(seeded, List.of()).current();
    assertThat(TaskParameters.of(parameterSet, new GenerationRequest("s", 1, 1, false, false, "calm", 0), SHAPE)).containsEntry("use_random_seed", false);
    assertThat(TaskParameters.of(parameterSet, new GenerationRequest("s", 1, 2, false, false, "calm", 0), SHAPE)).containsEntry("use_random_seed", true);
  }

  @Test
  void aNullTakesAParameterOut() {
    Map<String, Object> params = new HashMap<>(SFT);
    params.put("shift", null);
    assertThat(TaskParameters.of(new FallbackChain(params, List.of()).current(), new GenerationRequest("s", 0, 1, false, false, "calm", null), SHAPE)).doesNotContainKey("shift");
  }

  @Test
  void theLadderLaysOverlaysOverOneAnotherAndEndsWithoutTheLm() {
    FallbackChain ladder = new FallbackChain(SFT, List.of(Map.of("lm_model_path", "1.7B"), Map.of("model", "turbo", "shift", 3.0)));
    assertThat(ladder.hasNext(Problem.TOO_SLOW)).isTrue();
    ladder.next();
    assertThat(ladder.current().params()).isEqualTo(Map.of("model", "sft", "lm_model_path", "1.7B", "thinking", true, "shift", 1.0));
    ladder.next();
    assertThat(ladder.current().params()).isEqualTo(Map.of("model", "turbo", "lm_model_path", "1.7B", "thinking", true, "shift", 3.0));
    assertThat(ladder.hasNext(Problem.TOO_SLOW)).as("no LM makes nothing faster").isFalse();
    assertThat(ladder.hasNext(Problem.LM_FAILED)).isTrue();
    ladder.next();
    assertThat(ladder.current().thinksForRepaint()).isFalse();
    assertThat(ladder.current().params()).containsEntry("thinking", true);
    assertThat(ladder.current().lmModel()).isNull();
    ladder.next();
    assertThat(ladder.current().params()).containsEntry("thinking", false);
    assertThat(ladder.hasNext(Problem.LM_FAILED)).isFalse();
    ladder.reset();
    assertThat(ladder.current().lmModel()).isEqualTo("4B");
  }

  @Test
  void pausesDoubleUpToTheLimitAndDiffer() {
    SecondsRange limits = new SecondsRange(1, 60);
    assertThat(Backoff.seconds(1, limits, 0)).isEqualTo(1);
    assertThat(Backoff.seconds(4, limits, 0)).isEqualTo(8);
    assertThat(Backoff.seconds(4, limits, 1)).isEqualTo(4);
    assertThat(Backoff.seconds(1_000, limits, 0)).isEqualTo(60);
  }

  @Test
  void oneSegmentWaitsAndTwoWhenTimeIsShort() {
    Pacing pacing = new Pacing(new CountOrAuto(0), 45);
    assertThat(pacing.allows(-1, -1)).isTrue();
    assertThat(pacing.allows(0, -1)).isFalse();
    pacing.generationTook(20);
    pacing.downloadTook(11);
    assertThat(pacing.lookAhead()).isEqualTo(1);
    pacing.downloadTook(12);
    assertThat(pacing.lookAhead()).isEqualTo(2);
    assertThat(pacing.allows(0, -1)).isTrue();
    assertThat(pacing.allows(1, -1)).isFalse();
    assertThat(new Pacing(new CountOrAuto(1), 45).lookAhead()).isEqualTo(1);
  }

  @Test
  void whatJustFitsIntoItsPartOfTheStrideIsNotShort() {
    Pacing pacing = new Pacing(new CountOrAuto(0), 50);
    pacing.generationTook(24);
    pacing.downloadTook(11);
    assertThat(pacing.lookAhead()).as("35 s are 0.7 of 50 s").isEqualTo(1);
  }

  @Test
  void theExpectedDurationIsTheMedianOfTheLast() {
    Durations durations = new Durations();
    assertThat(durations.expected()).isNull();
    durations.serverAverage(12.0);
    assertThat(durations.expected()).isEqualTo(12.0);
    for (double seconds : new double[] {100, 5, 6, 90, 7, 8}) {
      durations.add(seconds);
    }
    assertThat(durations.expected()).isEqualTo(7.0);
    durations.clear();
    assertThat(durations.expected()).isNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "200 | {\"data\":null,\"code\":500,\"error\":\"Model initialization failed: LLM init failed: 5Hz LM model not found at /srv/ace/checkpoints/x\"} | LM_FAILED | not found at …",
    "200 | {\"data\":null,\"code\":400,\"error\":\"slot 2 not available\"} | REQUEST_REFUSED | slot 2 not available",
    "401 | {\"detail\":\"Invalid API key\"} | KEY_REFUSED | Invalid API key",
    "422 | {\"detail\":[{\"loc\":[\"query\",\"path\"],\"msg\":\"Field required\"}]} | REQUEST_REFUSED | Field required",
    "429 | {\"detail\":\"Server busy: queue is full\"} | BUSY | queue is full",
    "415 | {\"detail\":\"Unsupported Content-Type\"} | REQUEST_REFUSED | Unsupported",
    "500 | Internal Server Error | SERVER_ERROR | Internal Server Error",
    "404 | {\"detail\":\"Audio file not found\"} | NOT_FOUND | Audio file not found",
    "200 | not json | SERVER_ERROR | not JSON",
    "200 | null | SERVER_ERROR | not JSON",
    "200 | [] | SERVER_ERROR | not JSON",
    "502 | <html>bad gateway</html> | UNREACHABLE | bad gateway",
    "503 | <html>unavailable</html> | UNREACHABLE | a proxy",
    "504 | ~~ | UNREACHABLE | a proxy",
    "503 | {\"detail\":\"CUDA out of memory\"} | OUT_OF_MEMORY | out of memory",
  })
  void everyShapeOfErrorIsUnderstood(int status, String body, Problem problem, String words) {
    assertThatThrownBy(() -> Envelope.data("task", status, Buffer.buffer(body)))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(problem))
      .hasMessageContaining(words).hasMessageNotContaining("/srv");
  }

  @Test
  void aTracebackShowsOnlyItsLastLineWithoutPaths() {
    String traceback = "Traceback (most recent call last):\n  File \"/home/gpu/ACE/acestep/x.py\", line 3\ntorch.OutOfMemoryError: CUDA out of memory in /home/gpu/ACE/x.py\n\n";
    assertThat(ErrorText.clean(traceback)).isEqualTo("torch.OutOfMemoryError: CUDA out of memory in …");
    assertThat(ErrorText.problem(traceback, Problem.TASK_FAILED)).isEqualTo(Problem.OUT_OF_MEMORY);
    assertThat(ErrorText.clean("x".repeat(1_000))).hasSize(300);
    assertThat(ErrorText.clean(null)).isEmpty();
  }

  @Test
  void aForgottenTaskIsTold() {
    assertThat(TaskState.of(new JsonObject("{\"task_id\":\"x\",\"result\":\"[]\",\"status\":0}")).phase()).isEqualTo(TaskState.Phase.LOST);
    TaskState failed = TaskState.of(new JsonObject().put("status", 2).put("progress_text", "…\nCUDA out of memory").put("result", "[{\"file\":\"\",\"status\":2,\"stage\":\"failed\"}]"));
    assertThat(failed.phase()).isEqualTo(TaskState.Phase.FAILED);
    assertThat(failed.error()).isEqualTo("CUDA out of memory");
    assertThat(TaskState.of(new JsonObject().put("result", new JsonObject()).put("status", 2)).phase()).isEqualTo(TaskState.Phase.FAILED);
    assertThatThrownBy(() -> TaskState.of(new JsonObject().put("status", 0).put("result", "nonsense"))).isInstanceOf(AcestepException.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "{\"status\": null, \"result\": \"[]\"} | query_result: status is null, expected 0, 1 or 2",
    "{\"status\": \"1\", \"result\": \"[]\"} | query_result: status is 1, expected 0, 1 or 2",
    "{\"status\": 7, \"result\": \"[]\"} | query_result: status is 7, expected 0, 1 or 2",
    "{\"status\": 0, \"result\": null} | query_result: ACE-Step's result is not a JSON list",
    "{\"status\": 1, \"result\": \"null\"} | query_result: ACE-Step's result is not a JSON list",
    "{\"status\": 1, \"result\": 5} | query_result: ACE-Step's result is not a JSON list",
  })
  void aTaskOfAnOddShapeIsTheServersError(String entry, String words) {
    assertThatThrownBy(() -> TaskState.of(new JsonObject(entry)))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SERVER_ERROR)).hasMessage(words);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "{\"jobs\": [1]} | stats: jobs is [1], expected an object",
    "{\"jobs\": {\"running\": \"1\"}} | stats: running is 1, expected a number",
    "{\"jobs\": {\"running\": 0}, \"queue_size\": \"0\"} | stats: queue_size is 0, expected a number",
  })
  void jobCountsOfAnOddShapeAreTheServersError(String stats, String words) {
    assertThatThrownBy(() -> OrphanedTask.isIdle(new JsonObject(stats)))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SERVER_ERROR)).hasMessage(words);
  }

  @Test
  void jobCountsThatAreNotToldCountAsNone() {
    assertThat(OrphanedTask.isIdle(new JsonObject("{\"jobs\": null}"))).isTrue();
    assertThat(OrphanedTask.isIdle(new JsonObject("{\"jobs\": {\"running\": null}, \"queue_size\": 1}"))).isFalse();
    assertThat(OrphanedTask.isIdle(new JsonObject("{\"jobs\": {\"running\": 1}}"))).isFalse();
  }

  @Test
  void whatNobodyExpectedIsKeptAsTheCauseAndOutOfTheWords() {
    NullPointerException unexpected = new NullPointerException("Cannot invoke \"x\"");
    AcestepException told = AcestepException.of(unexpected).withTaskId("t").since(3);
    assertThat(told.problem()).isEqualTo(Problem.INTERNAL_ERROR);
    assertThat(told).hasMessage("The server failed; its log says why.").hasCause(unexpected);
    assertThat(told.origin()).isSameAs(unexpected);
  }
}
