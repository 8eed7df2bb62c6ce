package worksound.acestep;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a client did that the real server would punish, sooner or later: one sentence each, in order. */
final class Violations {

  private final List<String> sentences = new CopyOnWriteArrayList<>();

  void add(String sentence) {
    sentences.add(sentence);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      add(otherwise);
    }
  }

  List<String> all() {
    return List.copyOf(sentences);
  }
}
