package worksound.messages;

/** Whether a verticle answers. */
public interface Liveness {

  /** Are you there? */
  @Wire
  record Ping() {
  }

  /** The verticle hears and answers. */
  @Wire
  record Pong(String verticle) {
  }
}
