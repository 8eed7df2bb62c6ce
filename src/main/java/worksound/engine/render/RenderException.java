package worksound.engine.render;

/** A task that cannot be done; the message says why, in words for the one who asked. */
public final class RenderException extends Exception {

  private static final long serialVersionUID = 1L;

  public RenderException(String message) {
    super(message);
  }
}
