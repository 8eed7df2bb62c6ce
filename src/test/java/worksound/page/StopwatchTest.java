package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.Server;
import worksound.testing.Requirement;

/** What a newcomer does in the first half minute, with the segments that the product makes: how long each step takes is printed. */
@Tag("listening")
@Tag("long")
class StopwatchTest extends InBrowser {

  private static final JsonObject AS_DELIVERED = new JsonObject()
    .put("segment", new JsonObject().put("seconds", 60).put("overlap_seconds", 15))
    .put("player", new JsonObject().put("crossfade_seconds", 4));

  /** The position as it is shown at the moment at which music is said to play again. */
  private static final String NOTE_RESUMPTION = """
    () => new MutationObserver(() => {
      if (document.getElementById('state').textContent === 'playing') {
        window.resumedAt ??= document.getElementById('waveform-caption').textContent;
      }
    }).observe(document.getElementById('state'), { childList: true, characterData: true, subtree: true })""";

  @TempDir
  private Path audioDir;
  private Vertx vertx;
  private Server server;
  private long lap;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server = Server.start(vertx, audioDir, AS_DELIVERED);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    vertx.close().await();
  }

  @Test
  @Requirement({"B16", "B8", "B9", "R11", "R13"})
  void fromTheAddressToMusicAnotherPresetAPauseTheDelayAndStop() {
    Page page = browser.newPage();
    lap = System.nanoTime();
    page.navigate("http://127.0.0.1:" + server.port() + "/");
    waitForText(page, "#engine", "Built-in engine (not ACE-Step)"::equals);
    lap("from the address to a page that can play");
    WalkTest.tabTo(page, "play");
    page.keyboard().press("Enter");
    waitForState(page, "playing");
    lap("from Play to music");
    waitForText(page, "#headline", "Calm ambient"::equals);
    changesThePreset(page);
    pausesAndGoesOn(page);
    WalkTest.tabTo(page, "details-summary");
    page.keyboard().press("Enter");
    assertThat(WalkTest.tree(page)).containsPattern("term: Download delay\\s+- definition: \\d+\\.\\d\\ss");
    lap("to the delay");
    WalkTest.tabTo(page, "stop");
    page.keyboard().press("Enter");
    waitForState(page, "idle");
    lap("to Stop");
    assertThat(WalkTest.tree(page)).contains("button \"Play\"").doesNotContain("button \"Stop\"");
    assertThat(browser.errors()).isEmpty();
  }

  private void changesThePreset(Page page) {
    page.focus("#presets >> text=Late night");
    page.keyboard().press("Enter");
    waitForText(page, "#change", text -> text.matches("“Late night” is heard in about \\d:\\d\\d\\."));
    lap("from a preset to when it will be heard");
    // The prompt that waits comes with the next that the server says, the moment with the answer.
    page.waitForSelector("#presets button[aria-pressed=true]:has-text('Late night')");
    assertThat(WalkTest.tree(page)).contains("button \"Late night\" [pressed]", "button \"Undo\"");
  }

  private void pausesAndGoesOn(Page page) {
    WalkTest.tabTo(page, "play");
    page.keyboard().press(" ");
    waitForText(page, "#state", "paused"::equals);
    lap("to the pause");
    page.waitForCondition(() -> "suspended".equals(page.evaluate("() => contexts[0].state")));
    page.evaluate(NOTE_RESUMPTION);
    // The page shows the position some moments late.
    page.waitForTimeout(1_200);
    int paused = seconds(page.textContent("#waveform-caption"));
    page.waitForTimeout(1_200);
    assertThat(seconds(page.textContent("#waveform-caption"))).as("nothing passes while it is paused").isEqualTo(paused);
    lap = System.nanoTime();
    page.keyboard().press(" ");
    waitForText(page, "#state", "playing"::equals);
    lap("from Resume to music");
    assertThat(seconds((String) page.evaluate("() => window.resumedAt"))).as("goes on there").isBetween(paused, paused + 1);
  }

  /** Into the first part. */
  private static int seconds(String caption) {
    Matcher position = Pattern.compile("Part 1 at 0:(\\d\\d)").matcher(caption);
    assertThat(position.find()).as(caption).isTrue();
    return Integer.parseInt(position.group(1));
  }

  /** Ends a step. */
  private void lap(String step) {
    long now = System.nanoTime();
    System.out.printf("%s: %.2f s%n", step, (now - lap) / 1e9);
    lap = now;
  }
}
