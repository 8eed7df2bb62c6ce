package worksound.inference.failure;

/** What was under way is not wanted any more. */
public final class Abandoned extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Abandoned() {
    super("abandoned", null, false, false);
  }
}
