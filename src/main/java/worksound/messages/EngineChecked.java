package worksound.messages;

import java.time.Instant;
import java.util.List;

/**
 * A server that may generate was asked, outside any session, whether it can be used.
 *
 * @param host      the server: scheme, host and port, or builtin
 * @param reachable whether it answered
 * @param models    DiT models on its disk, empty when it did not say
 * @param lmModels  language models on its disk, empty when it did not say
 * @param missing   models that the configuration names and that are not among them, empty when it did not say
 * @param code      what is wrong, null when nothing is
 * @param message   what is wrong and what helps, in words for a person; null when nothing is
 */
@Wire
public record EngineChecked(String host, boolean reachable, List<String> models, List<String> lmModels, List<String> missing, String code,
                            String message, Instant at) {

  public EngineChecked {
    models = List.copyOf(models);
    lmModels = List.copyOf(lmModels);
    missing = List.copyOf(missing);
  }
}
