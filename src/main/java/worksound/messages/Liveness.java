package worksound.messages;

import worksound.bus.Wire;

/** Whether a verticle answers. */
public interface Liveness {

  /** Are you there? */
  @Wire
  record Ping() {
  }

  /** The verticle hears and answers. */
  @Wire
  record Pong() {
  }
}
