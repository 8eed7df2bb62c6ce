package worksound.status;

import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.Snapshot;
import worksound.messages.Snapshot.Prompt;

/** The prompt after an event: the one that the newest segment was made with, and one that waits for its first segment. */
final class PromptFold {

  private PromptFold() {
  }

  static Prompt at(SessionStarted event) {
    Segment newest = event.segment();
    return newest == null || newest.prompt().equals(event.prompt())
      ? new Prompt(event.prompt(), null, null, null)
      : new Prompt(newest.prompt(), event.prompt(), newest.index() + 1, null);
  }

  /** It counts at once before there is any segment, and when it takes back one that nothing was made with. */
  static Prompt after(Snapshot before, PromptChanged event) {
    boolean atOnce = before.segmentIndex() == null && event.appliesFromSegment() == 0;
    boolean back = event.prompt().equals(before.prompt().current()) && before.prompt().pending() != null
      && before.generation() == null;
    return atOnce || back
      ? new Prompt(event.prompt(), null, null, null)
      : new Prompt(before.prompt().current(), event.prompt(), event.appliesFromSegment(), null);
  }

  static Prompt after(Prompt before, SegmentAccepted event) {
    boolean applied = before.appliesFromSegment() == null || event.segment().index() >= before.appliesFromSegment()
      || event.segment().prompt().equals(before.pending());
    return applied ? new Prompt(event.segment().prompt(), null, null, null) : before;
  }
}
