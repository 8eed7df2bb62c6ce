package worksound.inference.acestep.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import worksound.inference.failure.Problem;

/**
 * What ACE-Step is asked for, from the first choice down. Each configured overlay is laid over those before it; below them
 * comes repaint without the LM, which it does not need, and at last no LM at all.
 */
public final class FallbackChain {

  private final List<ParameterSet> parameterSets = new ArrayList<>();
  private int current;

  /**
   * One set of parameters.
   *
   * @param params           for every task
   * @param thinksForRepaint whether a repaint asks for the LM
   * @param loadsLm          whether the LM is loaded beforehand
   * @param configured       whether a person chose it
   */
  public record ParameterSet(Map<String, Object> params, boolean thinksForRepaint, boolean loadsLm, boolean configured) {

    /** Name of the DiT model. */
    public String model() {
      return String.valueOf(params.get("model"));
    }

    /** Name of the LM, null when none is used. */
    public String lmModel() {
      return loadsLm && params.get("lm_model_path") != null ? params.get("lm_model_path").toString() : null;
    }
  }

  public FallbackChain(Map<String, Object> params, List<Map<String, Object>> overlays) {
    Map<String, Object> sofar = new HashMap<>(params);
    parameterSets.add(parameterSet(sofar));
    for (Map<String, Object> overlay : overlays) {
      sofar.putAll(overlay);
      parameterSets.add(parameterSet(sofar));
    }
    if (thinks(sofar)) {
      parameterSets.add(new ParameterSet(new HashMap<>(sofar), false, false, false));
      sofar.put("thinking", false);
      parameterSets.add(new ParameterSet(sofar, false, false, false));
    }
  }

  private static ParameterSet parameterSet(Map<String, Object> params) {
    boolean thinks = thinks(params);
    return new ParameterSet(new HashMap<>(params), thinks, thinks, true);
  }

  private static boolean thinks(Map<String, Object> params) {
    return Boolean.parseBoolean(String.valueOf(params.get("thinking")));
  }

  /** Everything that may come to be asked for, the first choice first. */
  public List<ParameterSet> parameterSets() {
    return List.copyOf(parameterSets);
  }

  public ParameterSet current() {
    return parameterSets.get(current);
  }

  /** Whether there are parameters below that may help against a problem. Going without the LM makes nothing faster, so slowness does not lead there. */
  public boolean hasNext(Problem problem) {
    return current + 1 < parameterSets.size() && (parameterSets.get(current + 1).configured() || !problem.isSlowness());
  }

  /** Goes one set of parameters down. */
  public void next() {
    current++;
  }

  /** Back to the first choice; whether that is another one than before. */
  public boolean reset() {
    boolean moved = current > 0;
    current = 0;
    return moved;
  }
}
