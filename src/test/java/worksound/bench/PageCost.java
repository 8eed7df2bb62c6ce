package worksound.bench;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import worksound.page.Browser;

/**
 * Processor time of a whole Chromium that draws by software, all of its processes: while the page plays in sight, out of sight, and while
 * it waits, against a page that does nothing but sound.
 */
final class PageCost implements Measure {

  private static final int SECONDS = 15;
  private static final int SETTLING_MILLIS = 5_000;
  private static final double TARGET_SEEN = 6;
  private static final double TARGET_HIDDEN = 1;

  /** A second of music over and over, by the same clock and buffer as the page's. */
  private static final String SOUND_ALONE = """
    () => {
      const context = new AudioContext({ latencyHint: 0.1 });
      const buffer = context.createBuffer(2, context.sampleRate, context.sampleRate);
      for (const channel of [0, 1]) {
        buffer.getChannelData(channel).forEach((_, i, samples) => { samples[i] = Math.sin(i / 30) / 10; });
      }
      const source = new AudioBufferSourceNode(context, { buffer, loop: true });
      source.connect(context.destination);
      source.start();
      window.context = context;
    }""";

  /** Playwright keeps every page in sight: the page is told that it is not. */
  private static final String HIDDEN = """
    () => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }""";

  @Override
  public List<Row> take() throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Folder audio = Folder.open(); Launched server = Launched.worksound("page-cost", new JsonObject(), audio.path())) {
      double alone = soundAlone();
      try (Browser browser = new Browser()) {
        Page page = open(browser, server.port());
        double idle = share(browser, page);
        page.click("#play");
        page.waitForSelector("body[data-state=playing]");
        double seen = share(browser, page);
        page.evaluate(HIDDEN);
        double unseen = share(browser, page);
        rows.add(row("page, visible and playing", seen, alone).target("≤ 6 %", seen <= TARGET_SEEN));
        rows.add(row("page, hidden and playing", unseen, alone)
          .target("≤ 1 % more", unseen - alone <= TARGET_HIDDEN));
        rows.add(row("page, visible and idle", idle, alone));
      }
    }
    return rows;
  }

  private static Row row(String what, double share, double alone) {
    return Row.of(what, share, "% of a core").against("a page that only sounds", alone)
      .note("processor time of all of Chromium, software-drawn, %d s", SECONDS);
  }

  private static double soundAlone() {
    try (Browser browser = new Browser()) {
      Page page = browser.newBarePage();
      page.evaluate(SOUND_ALONE);
      return share(browser, page);
    }
  }

  private static Page open(Browser browser, int port) {
    Page page = browser.newBarePage();
    page.navigate("http://127.0.0.1:" + port + "/");
    page.waitForSelector("body[data-state=idle]");
    return page;
  }

  /** Percent of one core. */
  private static double share(Browser browser, Page page) {
    page.waitForTimeout(SETTLING_MILLIS);
    double before = browser.processorSeconds();
    long from = System.nanoTime();
    page.waitForTimeout(SECONDS * 1_000.0);
    return (browser.processorSeconds() - before) / ((System.nanoTime() - from) / 1e9) * 100;
  }
}
