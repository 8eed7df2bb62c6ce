package worksound.inference.acestep.http;

import io.vertx.core.Future;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;

/** Puts what goes wrong between here and an ACE-Step server into words for a person. */
final class FailureWords {

  private final ServerAddress server;
  private final boolean hasKey;
  private final String keyVariable;

  /**
   * @param hasKey      whether an API key is sent
   * @param keyVariable environment variable that the key is taken from
   */
  FailureWords(ServerAddress server, boolean hasKey, String keyVariable) {
    this.server = server;
    this.hasKey = hasKey;
    this.keyVariable = keyVariable;
  }

  /** Why there is no answer, as a failed future whose {@link AcestepException} says what a person can do about it. */
  <T> Future<T> unanswered(Throwable e) {
    return Future.failedFuture(e instanceof AcestepException known ? known : inWords(e));
  }

  private AcestepException inWords(Throwable e) {
    String words = ErrorText.clean(e.getMessage());
    if (e instanceof BoundedBody.TooLargeException) {
      return Problem.UNREACHABLE.because("What answers at " + server + " sends " + words + " where ACE-Step sends a short answer.")
        .explained("not-acestep", Map.of());
    }
    if (e instanceof TimeoutException) {
      return Problem.UNREACHABLE.because("ACE-Step at " + server + " is there and hangs: " + words + ".")
        .explained("no-answer-in-time", Map.of("host", server.toString())).timeout();
    }
    if (e instanceof FileSystemException || e instanceof SocketException && words.contains("Too many open files")) {
      return Problem.INTERNAL_ERROR.because("This machine lets worksound open no more files or connections: " + words)
        .explained("too-many-open-files", Map.of());
    }
    return Problem.UNREACHABLE.because("ACE-Step does not answer at " + server + ": " + words
      + ". Is acestep-api running there, with --host 0.0.0.0, and does the firewall let it through?")
      .explained("unreachable", Map.of("host", server.toString())).quoting(words);
  }

  /** The same failure; a refused key with what to do about it. */
  <T> Future<T> advise(Throwable e) {
    if (e instanceof AcestepException refused && refused.problem() == Problem.KEY_REFUSED) {
      return Future.failedFuture(Problem.KEY_REFUSED.because(refused.getMessage() + (hasKey ? "" : " None is set here.")
        + " Put the GPU host's key into the environment variable " + keyVariable
        + "; an empty key on the GPU host matches nothing.")
        .explained(hasKey ? "key-refused" : "key-missing", Map.of("variable", keyVariable)).quoting(refused.explanation().detail()));
    }
    return Future.failedFuture(e);
  }
}
