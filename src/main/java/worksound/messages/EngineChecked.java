package worksound.messages;

import java.time.Instant;
import java.util.List;

/**
 * The server that generates was asked, outside any session, whether it can be used.
 *
 * @param reachable whether it answered
 * @param models    DiT models on its disk, empty when it did not say
 * @param lmModels  language models on its disk, empty when it did not say
 * @param missing   models that the configuration names and that are not among them, empty when it did not say
 * @param code      what is wrong, null when nothing is
 * @param message   what is wrong and what helps, in words for a person; null when nothing is
 */
@Wire
public record EngineChecked(boolean reachable, List<String> models, List<String> lmModels, List<String> missing, String code,
                            String message, Instant at) {

  public EngineChecked {
    models = List.copyOf(models);
    lmModels = List.copyOf(lmModels);
    missing = List.copyOf(missing);
  }
}
