package worksound.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import worksound.page.Browser;

/** The page in a real Chromium: how soon it is there and sounds on a slow link. */
final class PageTimes implements Measure {

  private static final int ROUNDS = 5;
  private static final double LINK_BYTES_PER_SECOND = 12e6 / 8;
  private static final double LINK_LATENCY_MILLIS = 20;
  private static final double FAR_LATENCY_MILLIS = 80;
  private static final double TARGET_READY_MILLIS = 700;
  private static final double TARGET_READY_AGAIN_MILLIS = 400;
  private static final double TARGET_MORE_MILLIS = 300;

  /** When the first sound was put out, by the clock of the system in ms. */
  private static final String FIRST_SOUND = """
    () => new Promise(heard => {
      const look = () => recordings[0]?.some(piece => piece.some(sample => Math.abs(sample) > 1e-4)) ? heard(Date.now()) : setTimeout(look, 5);
      look();
    })""";

  /** When the page shows what the server says, in ms since it was asked for. */
  private static final String READY = """
    () => new Promise(ready => {
      const look = () => document.getElementById('engine').textContent ? ready(performance.now()) : setTimeout(look, 5);
      look();
    })""";
  private static final String REQUEST = """
    async () => {
      const asked = performance.now();
      await (await fetch('/health/live')).arrayBuffer();
      return performance.now() - asked;
    }""";

  @Override
  public List<Row> take() throws Exception {
    List<Row> rows = new ArrayList<>();
    rows.addAll(ready());
    rows.add(firstSound());
    return rows;
  }

  private static List<Row> ready() throws Exception {
    Samples first = new Samples();
    Samples again = new Samples();
    Samples requests = new Samples();
    try (Folder audio = Folder.open(); Launched server = Launched.worksound("page", new io.vertx.core.json.JsonObject(), audio.path());
         Browser browser = new Browser()) {
      for (int round = 0; round < ROUNDS; round++) {
        Page page = open(browser, server.port(), FAR_LATENCY_MILLIS);
        first.add(millis(page, READY));
        page.reload();
        again.add(millis(page, READY));
        requests.add(millis(page, REQUEST));
        page.context().close();
      }
    }
    return List.of(
      Row.of("page ready at 80 ms round trip, 12 Mbit/s, first visit", first.median(), "ms").against("one request", requests.median())
        .target("≤ 700 ms", first.median() <= TARGET_READY_MILLIS).note("median of %d", ROUNDS),
      Row.of("the same, a later visit", again.median(), "ms").against("one request", requests.median())
        .target("≤ 400 ms", again.median() <= TARGET_READY_AGAIN_MILLIS).note("median of %d", ROUNDS));
  }

  private static double millis(Page page, String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  private static Row firstSound() throws Exception {
    Samples sounds = new Samples();
    Samples generations = new Samples();
    Samples more = new Samples();
    try (Folder audio = Folder.open(); Launched server = Launched.worksound("page", new io.vertx.core.json.JsonObject(), audio.path());
         Browser browser = new Browser()) {
      for (int round = 0; round < ROUNDS; round++) {
        Listener listener = new Listener(server.port());
        Page page = open(browser, server.port(), LINK_LATENCY_MILLIS);
        long pressed = System.currentTimeMillis();
        long pressedNanos = System.nanoTime();
        page.click("#play");
        double sound = millis(page, FIRST_SOUND) - pressed;
        double generation = (listener.events().await("segment_accepted", 0).nanos() - pressedNanos) / 1e6;
        sounds.add(sound);
        generations.add(generation);
        more.add(sound - generation);
        page.click("#stop");
        page.waitForSelector("body[data-state=idle]");
        page.close();
      }
    }
    return Row.of("Play to first sound on 12 Mbit/s", sounds.median(), "ms").against("Play to segment_accepted", generations.median())
      .target("≤ 300 ms more", more.median() <= TARGET_MORE_MILLIS)
      .note("median of %d, %.0f ms more than generation, built-in engine", ROUNDS, more.median());
  }

  private static Page open(Browser browser, int port, double latencyMillis) throws Exception {
    Page page = browser.newPageWithRecorder();
    CDPSession chromium = page.context().newCDPSession(page);
    chromium.send("Network.enable");
    JsonObject link = new JsonObject();
    link.addProperty("offline", false);
    link.addProperty("latency", latencyMillis);
    link.addProperty("downloadThroughput", LINK_BYTES_PER_SECOND);
    link.addProperty("uploadThroughput", LINK_BYTES_PER_SECOND);
    chromium.send("Network.emulateNetworkConditions", link);
    page.navigate("http://127.0.0.1:" + port + "/");
    page.waitForSelector("body[data-state=idle]");
    return page;
  }
}
