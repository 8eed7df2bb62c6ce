package worksound.inference.loop;

import worksound.messages.Segment;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.time.Scheduler;

/** The session that the loop works for: what it has reached and what comes next. */
final class Session {

  String id;
  String prompt;
  int newestAccepted = -1;
  int newestDelivered = -1;
  /** The segment that was accepted last, null before the first. */
  Segment lastAccepted;
  /** The prompt with which it was last tried to make a waiting segment again. */
  String lastReplacementPrompt;
  /** Where the page was last heard to be, null before it plays. */
  ReplacementPolicy.Position position;
  /** When there was last a sign of a player, in seconds of {@link Scheduler}. */
  double lastListenerSignal;
  /** Whether the next segment is to begin a new piece. */
  boolean pieceWanted;
  /** The segment whose end the next one goes back to because the music has decayed, null when it has not. */
  Integer anchorIndex;
  /** The newest accepted segment that begins a new piece, −1 for none. */
  int newestPiece = -1;
  boolean failed;
  /** Whether nothing is made because nobody listens. */
  boolean paused;
  /** Whether its start was published; nothing else of it is published before. */
  boolean announced;

  Session(String id, String prompt) {
    this.id = id;
    this.prompt = prompt;
  }

  /** Goes on where an earlier process ended; its newest segment may be playing somewhere, so that it stays as it is. */
  void resume(ResumableSession kept) {
    id = kept.sessionId();
    prompt = kept.prompt();
    newestAccepted = kept.segment().index();
    newestDelivered = newestAccepted;
    lastAccepted = kept.segment();
  }

  int nextIndex() {
    return newestAccepted + 1;
  }

  /** The segment that the next one continues, null for the first. */
  Integer sourceOfNext() {
    if (anchorIndex != null) {
      return anchorIndex;
    }
    return hasMusic() ? Integer.valueOf(newestAccepted) : null;
  }

  /** Whether a new piece is on its way: asked for, or there and not yet with a page. */
  boolean hasPieceComing() {
    return pieceWanted || newestPiece > newestDelivered;
  }

  /** Whether the newest segment waits for the page and was made with a prompt that is no longer wanted. */
  boolean isOutdated() {
    return newestAccepted > 0 && newestAccepted > newestDelivered && newestAccepted != newestPiece && !prompt.equals(lastAccepted.prompt())
      && !prompt.equals(lastReplacementPrompt);
  }

  /** The newest segment, null when there is none or its file was lost. */
  Segment newest() {
    return lastAccepted == null || lastAccepted.index() != newestAccepted ? null : lastAccepted;
  }

  boolean hasMusic() {
    return newestAccepted >= 0;
  }
}
