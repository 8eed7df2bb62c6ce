package worksound.inference.attempt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import worksound.config.SegmentConfig;
import worksound.inference.acestep.models.FallbackChain;

/**
 * What ACE-Step is asked for, in full: it silently uses a default of its own for whatever is missing or misspelt, so nothing
 * that matters is left out.
 */
public final class TaskParameters {

  private TaskParameters() {
  }

  /**
   * The parameters of one task.
   *
   * @param parameterSet the configured parameters with the fallbacks taken so far
   * @param shape        length and overlap of segments
   */
  public static Map<String, Object> of(FallbackChain.ParameterSet parameterSet, GenerationRequest request, SegmentConfig shape) {
    Map<String, Object> params = new LinkedHashMap<>(parameterSet.params());
    params.put("task_type", request.taskType());
    params.put("prompt", request.prompt());
    params.put("audio_duration", shape.seconds());
    if (request.continues()) {
      params.put("repainting_start", shape.overlapSeconds());
      params.put("repainting_end", -1);
      params.put("thinking", parameterSet.thinksForRepaint());
    }
    // A fixed seed would fail the same way again.
    boolean reroll = request.attempt() > 1;
    params.put("use_random_seed", reroll || !params.containsKey("seed"));
    params.values().removeIf(Objects::isNull);
    return params;
  }
}
