package worksound.engine.api;

/** A request that is answered with an HTTP error. */
final class HttpFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  HttpFailure(int status, String detail) {
    super(detail);
    this.status = status;
  }

  int status() {
    return status;
  }
}
