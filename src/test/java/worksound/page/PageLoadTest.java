package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.Server;

/** What a browser asks the real server for when it opens the page, and when it does so again. */
@ExtendWith(VertxExtension.class)
class PageLoadTest extends InBrowser {

  private static final String LOADED = """
    least => performance.getEntriesByType('resource').filter(each => each.transferSize >= least)
      .map(each => new URL(each.name).pathname).filter(path => /[/](js|css)[/]/.test(path)).sort()""";
  private static final String VERSIONED = "/[0-9a-f]{8}/(js|css)/.*";

  @Test
  void theModulesComeInOneAnswerAndTheSecondVisitFetchesNothing(Vertx vertx, @TempDir Path audioDir) throws Exception {
    Server server = Server.start(vertx, audioDir, new JsonObject());
    try {
      Page page = browser.newPage();
      page.navigate("http://127.0.0.1:" + server.port() + "/");
      waitForText(page, "#engine", text -> !text.isEmpty());
      assertThat(paths(page, LOADED, 1)).filteredOn(path -> path.endsWith(".css")).hasSizeGreaterThan(2);
      assertThat(paths(page, LOADED, 1)).filteredOn(path -> path.endsWith(".js")).as("the modules, and what a worker runs").hasSizeLessThan(3);
      assertThat(paths(page, LOADED, 1)).filteredOn(path -> path.matches(VERSIONED)).hasSizeGreaterThan(3);
      page.reload();
      waitForText(page, "#engine", text -> !text.isEmpty());
      assertThat(paths(page, LOADED, 0)).filteredOn(path -> path.matches(VERSIONED)).hasSizeGreaterThan(3);
      assertThat(paths(page, LOADED, 1)).noneMatch(path -> path.matches(VERSIONED));
      assertThat(browser.errors()).isEmpty();
    } finally {
      browser.forget();
      server.stop();
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> paths(Page page, String script, int least) {
    return (List<String>) page.evaluate(script, least);
  }
}
