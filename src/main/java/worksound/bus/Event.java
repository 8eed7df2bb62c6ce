package worksound.bus;

import java.time.Instant;

/** Something that has happened in a session. */
public interface Event {

  /** The session it happened in. */
  String sessionId();

  /** When it happened. */
  Instant at();
}
