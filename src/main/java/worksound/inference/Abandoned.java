package worksound.inference;

/** What was under way is not wanted any more. */
final class Abandoned extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Abandoned() {
    super("abandoned", null, false, false);
  }
}
