package worksound.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import java.util.concurrent.TimeoutException;

/** Waits, on a test's own thread, for what verticles do. */
public final class Await {

  private static final int PATIENCE_SECONDS = 30;

  private Await() {
  }

  /** What the future brings; throws what it failed with, and an AssertionError where nothing has come within 30 s. */
  public static <T> T done(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not done within " + PATIENCE_SECONDS + " s", e);
    }
  }
}
