package worksound.audio;

/** A file that is not a WAV this program can use; the message says what was found and what was expected. */
final class WavException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WavException(String message) {
    super(message);
  }
}
