package worksound.bench;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import worksound.page.Browser;

/**
 * Processor time of a whole Chromium that draws by software, all of its processes: while the page plays in sight, out of sight, and while
 * it waits, against a page that does nothing but sound, without and with the element that media keys and lock screens need.
 */
final class PageCost implements Measure {

  private static final int SECONDS = 15;
  /** From one segment to the next: whenever it begins, one segment is fetched and decoded in it. */
  private static final int PLAYING_SECONDS = 45;
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

  private static final String HUM = """
    async () => {
      window.hum = Object.assign(new Audio('/hum.flac'), { loop: true, volume: 0.01 });
      await window.hum.play();
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
      double alone = soundAlone(false, server.port());
      double withHum = soundAlone(true, server.port());
      try (Browser browser = new Browser()) {
        Page page = open(browser, server.port());
        double idle = share(browser, page, SECONDS);
        page.click("#play");
        page.waitForSelector("body[data-state=playing]");
        double seen = share(browser, page, PLAYING_SECONDS);
        page.evaluate(HIDDEN);
        double unseen = share(browser, page, PLAYING_SECONDS);
        rows.add(row("page, visible and playing", seen, alone, PLAYING_SECONDS).target("≤ 6 %", seen <= TARGET_SEEN));
        rows.add(row("page, hidden and playing", unseen, alone, PLAYING_SECONDS)
          .target("≤ 1 % more", unseen - alone <= TARGET_HIDDEN));
        rows.add(row("page, visible and idle", idle, alone, SECONDS));
        rows.add(row("a page that sounds and has the element for media keys", withHum, alone, SECONDS));
      }
    }
    return rows;
  }

  private static Row row(String what, double share, double alone, int seconds) {
    return Row.of(what, share, "% of a core").against("a page that only sounds", alone)
      .note("processor time of all of Chromium, software-drawn, %d s", seconds);
  }

  private static double soundAlone(boolean hum, int port) {
    try (Browser browser = new Browser()) {
      Page page = browser.newBarePage();
      page.navigate("http://127.0.0.1:" + port + "/manifest.json");     // of the same origin, and without a script
      page.evaluate(SOUND_ALONE);
      if (hum) {
        page.evaluate(HUM);
      }
      return share(browser, page, SECONDS);
    }
  }

  private static Page open(Browser browser, int port) {
    Page page = browser.newBarePage();
    page.navigate("http://127.0.0.1:" + port + "/");
    page.waitForSelector("body[data-state=idle]");
    return page;
  }

  /** Percent of one core. */
  private static double share(Browser browser, Page page, int seconds) {
    page.waitForTimeout(SETTLING_MILLIS);
    double before = browser.processorSeconds();
    long from = System.nanoTime();
    page.waitForTimeout(seconds * 1_000.0);
    return (browser.processorSeconds() - before) / ((System.nanoTime() - from) / 1e9) * 100;
  }
}
