package worksound.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;

/** What a page costs while it joins segments, against a server that has every segment ready. */
public final class SeamBenchmark {

  private static final int HEARD_EARLY = 5;
  private static final int HEARD_LATE = 20;
  private static final int COLLECTIONS = 3;
  private static final double PAUSE_MILLIS = 300;

  private SeamBenchmark() {
  }

  /** Processor time in ms of every task of the main thread in which a script ran while a segment is fetched, decoded, drawn and joined. */
  public static List<Double> tasksMillis() throws Exception {
    try (Browser browser = new Browser(); ScriptedServer server = new ScriptedServer(new Script(40, 12, 4, index -> 100, index -> 0))) {
      Page page = play(browser, server);
      return browser.trace(page, () -> InBrowser.hear(page, 1)).scriptTasksMillis();
    }
  }

  /** The page's JavaScript heap after a collection. @param early in MB, after a few seams @param late in MB, after many more */
  public record Heap(double early, double late, int seams) {
  }

  /** Plays short segments one after the other. */
  public static Heap heap() throws Exception {
    try (Browser browser = new Browser(); ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(browser, server);
      CDPSession chromium = page.context().newCDPSession(page);
      chromium.send("Performance.enable");
      InBrowser.hear(page, HEARD_EARLY);
      double early = heapMegabytes(page, chromium);
      InBrowser.hear(page, HEARD_LATE);
      return new Heap(early, heapMegabytes(page, chromium), HEARD_LATE - HEARD_EARLY);
    }
  }

  private static Page play(Browser browser, ScriptedServer server) {
    Page page = browser.newPage();
    page.navigate(server.url());
    page.click("#play");
    InBrowser.hear(page, 0);
    return page;
  }

  /** The least of some collections: what a busy browser lets go a moment later is no growth. */
  private static double heapMegabytes(Page page, CDPSession chromium) {
    page.evaluate("() => recordings.forEach((_, i) => drainBase64(i))");
    double least = Double.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      page.waitForTimeout(PAUSE_MILLIS);
      chromium.send("HeapProfiler.collectGarbage");
      least = Math.min(least, usedMegabytes(chromium));
    }
    return least;
  }

  private static double usedMegabytes(CDPSession chromium) {
    for (JsonElement metric : chromium.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject named = metric.getAsJsonObject();
      if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
        return named.get("value").getAsDouble() / 1e6;
      }
    }
    throw new IllegalStateException("no JSHeapUsedSize among the browser's metrics");
  }
}
