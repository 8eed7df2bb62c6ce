package worksound.wav;

/** A file that is not a WAV this program can use; the message says what was found and what was expected. */
public final class WavException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WavException(String message) {
    super(message);
  }
}
