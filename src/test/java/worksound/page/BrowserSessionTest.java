package worksound.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.browsers.Desktop;
import worksound.browsers.EngineUnderTest;
import worksound.browsers.Firefox;
import worksound.browsers.WebKit;
import worksound.testing.Requirement;

/**
 * A session of listening in Firefox and in WebKitGTK at once, each on a desktop and before a server of its own: what happens in it is told
 * by {@link BrowserSession}.
 */
@Timeout(240)
@Tag("listening")
@Tag("long")
class BrowserSessionTest {

  @TempDir
  Path folder;

  /** Starts a browser on a desktop. */
  @FunctionalInterface
  private interface Launch {
    EngineUnderTest in(Path folder, Map<String, String> environment) throws Exception;
  }

  @Test
  @Requirement({"B6", "B9", "B11", "B13"})
  void firefoxAndWebKitPlayThroughAWholeSession() throws Exception {
    Firefox.assumeInstalled();
    WebKit.assumeInstalled();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> sessions = both.invokeAll(List.of(session("firefox", Firefox::new, 44_100), session("webkit", WebKit::new, 48_000)));
      for (Future<Void> session : sessions) {
        session.get();
      }
    } finally {
      both.shutdownNow();
      assertThat(both.awaitTermination(20, SECONDS)).isTrue();
    }
  }

  private Callable<Void> session(String name, Launch launch, int rate) {
    return () -> {
      Path own = Files.createDirectories(folder.resolve(name));
      Vertx vertx = Vertx.vertx();
      try (Desktop desktop = new Desktop(own, rate); EngineUnderTest browser = launch.in(own, desktop.environment())) {
        new BrowserSession(browser, desktop, own, vertx).listen();
      } finally {
        vertx.close().await(30, SECONDS);
      }
      return null;
    };
  }
}
