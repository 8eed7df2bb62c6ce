package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.Server;

/** The picture that README shows, {@code target/screenshots/readme.png}: the page with music of the built-in engine, in use. */
@Tag("long")
class ReadmePictureTest extends InBrowser {

  private static final Path PICTURE = Path.of("target/screenshots/readme.png");
  private static final String PLACED = "() => document.body.dataset.state === 'playing' && document.querySelector('#waveform-caption').textContent";
  /** By then the waveform fills the page to the left of the playhead. */
  private static final String FULL = ".*0:2[6-9].*";

  @TempDir
  Path audioDir;

  @Test
  void thePageInUse() throws Exception {
    Vertx vertx = Vertx.vertx();
    Server server = Server.start(vertx, audioDir, new JsonObject().put("segment", new JsonObject().put("seconds", 60).put("overlap_seconds", 15))
      .put("player", new JsonObject().put("crossfade_seconds", 4)));
    try {
      Page page = browser.newPage();
      page.navigate("http://127.0.0.1:" + server.port() + "/");
      page.fill("#prompt", "slow piano, tape hiss, a kettle in the next room");
      page.click("#keep");
      page.click("#arrange summary");
      page.fill("#arrange input", "Sunday morning");
      page.click("#arrange summary");
      page.selectOption("#timer", "blocks-50-10");
      page.fill("#prompt", "");
      page.click("#presets >> text=Coding flow");
      page.waitForCondition(() -> String.valueOf(page.evaluate(PLACED)).matches(FULL));
      page.click("#presets >> text=Rainy café");
      page.waitForCondition(() -> page.isVisible("#undo"));
      page.screenshot(new Page.ScreenshotOptions().setPath(PICTURE));
      assertThat(browser.errors()).isEmpty();
    } finally {
      server.stop();
      vertx.close().await();
    }
    assertThat(size(PICTURE)).as("README shows it as large").isEqualTo(size(Path.of("src/doc/playing.png")));
  }

  private static String size(Path picture) throws Exception {
    var image = ImageIO.read(picture.toFile());
    return image.getWidth() + " × " + image.getHeight();
  }
}
