package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.ServerProcess;
import worksound.server.SplitServer;
import worksound.testing.Requirement;

/** The event bus is the only wall: the parts play over two clustered processes, each of which is killed under a page that listens. */
@Timeout(120)
@Tag("listening")
@Tag("long")
class ClusterTest extends InBrowser {

  @TempDir
  Path folder;

  @Test
  @Requirement({"P3", "B6"})
  void theMusicPlaysOverTwoProcessesAndOutlivesEachOfThem() throws Exception {
    SplitServer server = new SplitServer(folder);
    ServerProcess back = server.back();
    ServerProcess front = server.front();
    try {
      Page page = browser.newPageWithRecorder();
      open(page, front.port());
      page.fill("#prompt", "calm piano");
      page.click("#play");
      hear(page, 2);
      String session = front.status().getString("session_id");

      front.kill();
      front = server.front();
      hearAnother(page);
      assertThat(front.status().getString("session_id")).as("the status has learnt of the session").isEqualTo(session);

      back.kill();
      back = server.back();
      hearAnother(page);
      assertThat(front.status().getString("session_id")).as("the session is taken up").isEqualTo(session);
      assertThat(browser.console()).as("what inference missed it asks for").anyMatch(line -> line.contains("has kept the session"));

      assertUnbroken(page);
      page.click("#stop");
      waitForState(page, "idle");
    } finally {
      front.close();
      back.close();
      server.close();
    }
  }

  /** Two more, for one may have been on its way already. */
  private static void hearAnother(Page page) {
    int heard = Integer.parseInt(page.textContent("#fact-segment"));
    page.waitForCondition(() -> Integer.parseInt(page.textContent("#fact-segment")) >= heard + 2);
  }

  private static void assertUnbroken(Page page) {
    assertThat(page.evaluate("() => contexts.length")).as("audio contexts").isEqualTo(1);
    Recording heard = Recording.of(page, 0);
    assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
    System.out.printf("heard %.1f s over two processes, each killed once%n", heard.seconds());
  }
}
