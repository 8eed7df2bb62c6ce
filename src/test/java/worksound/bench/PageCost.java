package worksound.bench;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import worksound.page.Browser;
import worksound.testing.Parallel;

/**
 * Processor time of a whole Chromium that draws by software, all of its processes: while the page plays in sight, out of sight, and while
 * it waits, against a page that does nothing but sound, without and with the element that media keys and lock screens need. Each has a
 * browser of its own, and a server where it plays; all of them together leave the processors idle most of the time, so they run side by side.
 */
final class PageCost implements Measure {

  /** From one segment to the next: whenever it begins, one segment is fetched and decoded in it. */
  private static final int SECONDS = 45;
  private static final int SETTLING_MILLIS = 5_000;
  /** Until the last of the browsers is open. */
  private static final int PATIENCE_SECONDS = 120;
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

  private static final int BROWSERS = 5;

  /** When all browsers are open: opening one takes more than what is measured. */
  private final CyclicBarrier opened = new CyclicBarrier(BROWSERS);

  @Override
  public List<Row> take() throws Exception {
    try (Folder first = Folder.open(); Folder second = Folder.open(); Folder third = Folder.open();
         Launched seen = worksound("seen", first); Launched hidden = worksound("hidden", second); Launched idle = worksound("idle", third)) {
      List<Callable<Double>> browsers = List.of(() -> playing(seen.port(), false), () -> playing(hidden.port(), true),
        () -> idle(idle.port()), () -> soundAlone(idle.port(), true), () -> soundAlone(idle.port(), false));
      List<Double> shares = Parallel.waiting(browsers);
      double alone = shares.get(4);
      return List.of(
        row("page, visible and playing", shares.get(0), alone).target("≤ 6 %", shares.get(0) <= TARGET_SEEN),
        row("page, hidden and playing", shares.get(1), alone).target("≤ 1 % more", shares.get(1) - alone <= TARGET_HIDDEN),
        row("page, visible and idle", shares.get(2), alone),
        row("a page that sounds and has the element for media keys", shares.get(3), alone));
    }
  }

  private static Launched worksound(String page, Folder audio) throws IOException {
    return Launched.worksound("page-cost-" + page, new JsonObject(), audio.path());
  }

  private static Row row(String what, double share, double alone) {
    return Row.of(what, share, "% of a core").against("a page that only sounds", alone)
      .note("processor time of all of Chromium, software-drawn, %d s", SECONDS);
  }

  private double playing(int port, boolean hidden) throws Exception {
    return share(page -> {
      open(page, port);
      page.click("#play");
      page.waitForSelector("body[data-state=playing]");
      if (hidden) {
        page.evaluate(HIDDEN);
      }
    });
  }

  private double idle(int port) throws Exception {
    return share(page -> open(page, port));
  }

  private double soundAlone(int port, boolean hum) throws Exception {
    return share(page -> {
      page.navigate("http://127.0.0.1:" + port + "/manifest.json");     // of the same origin, and without a script
      page.evaluate(SOUND_ALONE);
      if (hum) {
        page.evaluate(HUM);
      }
    });
  }

  private static void open(Page page, int port) {
    page.navigate("http://127.0.0.1:" + port + "/");
    page.waitForSelector("body[data-state=idle]");
  }

  /** Percent of one core that a browser of its own takes once its page is as it shall be. */
  private double share(Consumer<Page> prepare) throws Exception {
    try (Browser browser = new Browser()) {
      Page page = browser.newBarePage();
      prepare.accept(page);
      opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      page.waitForTimeout(SETTLING_MILLIS);
      double before = browser.processorSeconds();
      long from = System.nanoTime();
      page.waitForTimeout(SECONDS * 1_000.0);
      return (browser.processorSeconds() - before) / ((System.nanoTime() - from) / 1e9) * 100;
    }
  }
}
