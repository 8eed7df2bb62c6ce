package worksound.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.page.Browser;
import worksound.testing.Folders;

/**
 * Listens as long as a person does: full-length segments, downloads of 5–10 s, late and failed generations, a real browser, the
 * packaged server. Run by {@code ./run.sh soak [MINUTES] [builtin|SPEED]}; with a speed every generation is that many times as fast as
 * real time, and none fails.
 */
@Tag("soak")
class SoakTest {

  private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "12"));
  private static final String ENGINE = System.getProperty("soak.engine", "standin");
  private static final boolean BUILTIN = ENGINE.equals("builtin");
  private static final Double SPEED = ENGINE.matches("[0-9.]+") ? Double.valueOf(ENGINE) : null;
  private static final int LOOK_MILLIS = 4_000;
  private static final int FIRST_SOUND_MILLIS = 120_000;

  @TempDir
  private Path folder;
  private final Figures figures = new Figures();

  @Test
  void thereIsNoGap() throws Exception {
    Vertx vertx = Vertx.vertx();
    Unsteady acestep = BUILTIN ? null : Unsteady.open(vertx, SPEED);
    Path log = Path.of("target", "soak-server.log");
    try (ServerProcess server = new ServerProcess(config(acestep), log); Browser browser = new Browser()) {
      Page page = browser.newPageWithRecorder();
      page.navigate(server.url());
      page.click("#play");
      Listener listener = new Listener(acestep == null ? null : acestep.tape(), () -> acestep.beginning());
      listen(page, browser, listener, server);
      figures.print(listener, browser.console(), BUILTIN ? 0 : acestep.tasks());
      if (acestep != null) {
        System.out.printf("%-34s %s%n", "endpoints broken", acestep.broken());
      }
      page.click("#stop");
      page.waitForCondition(() -> wavs().isEmpty());
      judge(listener);
    } finally {
      vertx.close().await();
    }
  }

  private io.vertx.core.json.JsonObject config(Unsteady acestep) {
    var slow = new io.vertx.core.json.JsonObject()
      .put("http", new io.vertx.core.json.JsonObject().put("port", 0).put("download_delay", List.of(5, 10)))
      .put("audio", new io.vertx.core.json.JsonObject().put("dir", folder.toString()));
    return acestep == null ? slow.put("engine", new io.vertx.core.json.JsonObject().put("generation_seconds", 40))
      : slow.mergeIn(acestep.config());
  }

  private void listen(Page page, Browser browser, Listener listener, ServerProcess server) {
    CDPSession chromium = page.context().newCDPSession(page);
    chromium.send("Performance.enable");
    page.waitForSelector("body[data-state=playing]", new Page.WaitForSelectorOptions().setTimeout(FIRST_SOUND_MILLIS));
    while (listener.seconds() < MINUTES * 60) {
      double before = listener.seconds();
      page.waitForTimeout(LOOK_MILLIS);
      listener.hear(page, browser::console);
      assertThat(listener.seconds()).as("seconds heard").isGreaterThan(before);
      double renderer = browser.rendererProcesses().stream().mapToDouble(Resident::megabytes).max().orElse(Double.NaN);
      figures.note(server.residentMegabytes(), heapMegabytes(chromium), renderer, wavs().size(),
        Integer.parseInt("0" + page.textContent("#fact-underruns").replaceAll("\\D", "")));
    }
  }

  private static double heapMegabytes(CDPSession chromium) {
    for (JsonElement metric : chromium.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject named = metric.getAsJsonObject();
      if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
        return named.get("value").getAsDouble() / 1e6;
      }
    }
    throw new AssertionError("no JSHeapUsedSize among the browser's metrics");
  }

  /** The segments on disk. */
  private List<String> wavs() {
    return Folders.files(folder).stream().map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d+\\.wav")).toList();
  }

  private void judge(Listener listener) {
    assertThat(listener.analysis().deviations()).as("what should not have been heard").isEmpty();
    assertThat(figures.mostWavs()).as("segments on disk at once").isLessThanOrEqualTo(3);
    assertThat(figures.growth()).as("memory beyond its bounds").isEmpty();
  }
}
