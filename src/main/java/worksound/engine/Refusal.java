package worksound.engine;

/** A task that cannot be done; the message says why, in words for the one who asked. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
