package worksound.status;

import java.util.List;
import java.util.Objects;
import worksound.messages.SessionEvents.CurrentSession;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.Snapshot;

/** Which session is shown, and which may be taken up, after an event; from the snapshot before it. */
final class SessionFold {

  private SessionFold() {
  }

  static Snapshot after(Snapshot before, SessionStarted event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    boolean known = event.resumed() && event.segment() == null;
    if (!known) {
      next.clear();
    }
    next.sessionId = event.sessionId();
    next.error = null;
    next.resumable = null;
    next.paused = null;
    next.engine = EngineFold.atFirstChoice(before.engine());
    if (event.segment() != null) {
      next.segments = List.of(event.segment());
      next.heard = keptHeard(before.resumable(), event.sessionId());
    }
    next.prompt = known ? before.prompt() : PromptFold.at(event);
    return next.snapshot();
  }

  private static Snapshot.Heard keptHeard(Snapshot.Resumable kept, String sessionId) {
    return kept != null && kept.sessionId().equals(sessionId) ? kept.heard() : null;
  }

  /** What inference works for counts, whatever was shown: one of the two was away. */
  static Snapshot after(Snapshot before, CurrentSession event) {
    if (Objects.equals(event.sessionId(), before.sessionId())) {
      return before;
    }
    if (event.sessionId() != null && !event.failed()) {
      return after(before, new SessionStarted(event.sessionId(), event.prompt(), false, event.segment(), event.at()));
    }
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.clear();
    if (event.segment() != null) {
      next.resumable = new Snapshot.Resumable(event.sessionId(), event.prompt(), event.segment().index(), null);
    }
    return next.snapshot();
  }

  /** What an earlier process kept is offered until a session begins. */
  static Snapshot after(Snapshot before, SessionKept event) {
    Snapshot.Resumable kept = new Snapshot.Resumable(event.sessionId(), event.prompt(), event.segmentIndex(), event.heard());
    return SnapshotBuilder.with(before, event.at(), next -> next.resumable = kept);
  }

  /** A session that was stopped before it had begun has used up what was kept all the same. */
  static Snapshot after(Snapshot before, SessionStopped event) {
    boolean shown = event.sessionId().equals(before.sessionId());
    if (!shown && before.resumable() == null) {
      return before;
    }
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    if (shown) {
      next.clear();
    }
    next.resumable = null;
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, SessionFailed event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.generation = null;
    next.error = new Snapshot.Error(event.code(), event.message(), event.explanation(), event.segmentIndex(), event.at());
    return next.snapshot();
  }
}
