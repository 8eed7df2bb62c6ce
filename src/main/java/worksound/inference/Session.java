package worksound.inference;

/** The session that the loop works for: what it has reached and what comes next. */
final class Session {

  final String id;
  String prompt;
  int newestAccepted = -1;
  int newestDelivered = -1;
  boolean failed;
  /** Whether its start was told; nothing else is told of it before. */
  boolean announced;

  Session(String id, String prompt) {
    this.id = id;
    this.prompt = prompt;
  }

  int nextIndex() {
    return newestAccepted + 1;
  }

  boolean hasMusic() {
    return newestAccepted >= 0;
  }
}
