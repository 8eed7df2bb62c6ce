package worksound.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.messages.Addresses.GENERATION_FINISHED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;

import com.microsoft.playwright.Page;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.Server;

/**
 * How soon a full-length first segment is heard over a slow link, through the real server and a real browser. A time, so it is taken
 * where the machine has nothing else to do: with the soak run.
 */
@Tag("soak")
@Timeout(180)
class EarlySoundTest {

  /** 12 Mbit/s: a segment of 11.5 MB takes 7.7 s. */
  private static final int BYTES_PER_SECOND = 1_500_000;
  private static final double LATEST_SECONDS = 1;
  /** What is scheduled sounds this much later. */
  private static final long LEAD_MILLIS = 207;
  private static final JsonObject FULL_LENGTH = new JsonObject()
    .put("http", new JsonObject().put("download_bytes_per_second", BYTES_PER_SECOND))
    .put("segment", new JsonObject().put("seconds", 60).put("overlap_seconds", 15));

  private final Vertx vertx = Vertx.vertx();
  private final Browser browser = new Browser();
  @TempDir
  private Path audioDir;

  @AfterEach
  void close() throws Exception {
    browser.close();
    vertx.close().await(30, SECONDS);
  }

  @Test
  void theFirstSegmentIsHeardWithinASecondOfBeingPlayable() throws Exception {
    Promise<Instant> generated = Promise.promise();
    Promise<Instant> playable = Promise.promise();
    SEGMENT_ACCEPTED.listen(vertx, event -> playable.tryComplete(event.at())).await(30, SECONDS);
    GENERATION_FINISHED.listen(vertx, event -> generated.tryComplete(event.at())).await(30, SECONDS);
    Server server = Server.start(vertx, audioDir, FULL_LENGTH);
    Page page = browser.newPage();
    InBrowser.open(page, server.port());
    page.click("#play");
    page.waitForSelector("body[data-state=playing]", new Page.WaitForSelectorOptions().setTimeout(150_000));
    Instant heard = said("segment 0 will be heard").plusMillis(LEAD_MILLIS);
    double sinceMade = since(generated.future().await(1, SECONDS), heard);
    double sincePlayable = since(playable.future().await(1, SECONDS), heard);
    System.out.printf("the first segment is heard %.2f s after it was made, %.2f s after it was playable, %.2f s after its download began%n",
      sinceMade, sincePlayable, since(said("WAV 0 download started"), heard));
    assertThat(browser.console()).noneMatch(line -> line.contains("WAV 0 download ended"));
    assertThat(sincePlayable).isLessThan(LATEST_SECONDS);
  }

  private Instant said(String words) {
    String line = browser.console().stream().filter(each -> each.contains(words)).findFirst().orElseThrow();
    return Instant.parse(line.split(" ")[1]);
  }

  private static double since(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }
}
