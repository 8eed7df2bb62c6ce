package worksound.messages;

import worksound.bus.Wire;

/** The snapshot asked for, and each change of it. */
public interface Status {

  /**
   * The status is kept from here on, and knows nothing of what was before: whoever holds something that lasts tells it again.
   */
  @Wire
  record StatusStarted() {
  }

  /**
   * What is going on?
   */
  @Wire
  record GetStatus() {
  }

  /**
   * The snapshot is another one.
   *
   * @param cause what happened; null when nothing worth keeping did
   */
  @Wire
  record StatusChanged(Snapshot snapshot, StatusEvent cause) {
  }

  /**
   * The event that changed the status.
   *
   * @param name the event, with underscores as in {@code segment_accepted}
   * @param data the event as JSON
   */
  @Wire
  record StatusEvent(String name, java.util.Map<String, Object> data) {
  }
}
