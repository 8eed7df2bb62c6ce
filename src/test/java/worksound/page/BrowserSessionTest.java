package worksound.page;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
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
 * A whole session of listening in Firefox and in WebKitGTK, each on a desktop and before a server of its own: what happens in it is in
 * {@link BrowserSession}.
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
  void firefoxPlaysThroughAWholeSession() throws Exception {
    Firefox.assumeInstalled();
    listen(Firefox::new, 44_100);
  }

  @Test
  @Requirement({"B6", "B9", "B11", "B13"})
  void webKitPlaysThroughAWholeSession() throws Exception {
    WebKit.assumeInstalled();
    listen(WebKit::new, Tape.RATE);
  }

  private void listen(Launch launch, int rate) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Desktop desktop = new Desktop(folder, rate); EngineUnderTest browser = launch.in(folder, desktop.environment())) {
      new BrowserSession(browser, desktop, folder, vertx).listen();
    } finally {
      vertx.close().await(30, SECONDS);
    }
  }
}
