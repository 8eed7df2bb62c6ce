package worksound.inference.failure;

/** What was under way is not wanted any more. */
public final class GenerationCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public GenerationCancelledException() {
    super("abandoned", null, false, false);
  }
}
