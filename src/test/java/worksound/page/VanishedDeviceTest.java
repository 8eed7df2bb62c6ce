package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.page.ListenedPage.PATIENCE_SECONDS;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.browsers.Desktop;
import worksound.browsers.WebKit;
import worksound.testing.Requirement;

/**
 * A desktop loses its only sound device while the page plays. In WebKitGTK the clock of the AudioContext stands from then on, and whoever
 * suspends, resumes or closes it waits for ever.
 */
@Timeout(120)
@Tag("listening")
@Tag("long")
class VanishedDeviceTest {

  private static final Script SCRIPT = new Script(8, 2, 1, index -> 0, index -> 0);

  @TempDir
  Path folder;

  @Test
  @Requirement({"B9", "B13"})
  void webKitGoesOnAnsweringAndPlaysOnOnceADeviceIsBack() throws Exception {
    WebKit.assumeInstalled();
    try (Desktop desktop = new Desktop(folder, Tape.RATE); WebKit browser = new WebKit(folder, desktop.environment());
         ScriptedServer server = new ScriptedServer(SCRIPT)) {
      ListenedPage page = new ListenedPage(browser, desktop);
      page.open(server.url());
      Path before = desktop.sound().record();
      browser.click("#play");
      browser.await("music", PATIENCE_SECONDS, () -> page.segmentHeard() == 0);
      page.record(before, 1);
      desktop.sound().unplug();
      browser.await("word of the lost device", PATIENCE_SECONDS, () -> browser.text("#notice-words").contains("sound device"));
      browser.click("#play");
      browser.await("a pause", PATIENCE_SECONDS, page::isPaused);
      browser.click("#play");
      browser.await("word of the lost device again", PATIENCE_SECONDS, () -> browser.text("#notice-words").contains("sound device"));
      desktop.sound().plugIn();
      Path after = desktop.sound().record();
      browser.click("#notice-act");
      browser.await("no more word of it", PATIENCE_SECONDS, () -> page.isPlaying() && browser.text("#notice-words").isEmpty());
      page.record(after, 2);
      Recording heard = page.heard(after);
      assertThat(heard.rms(heard.frames() - Tape.RATE / 2, heard.frames())).as("what sounds after the click").isGreaterThan(0.01);
      browser.click("#stop");
      browser.await("the end", PATIENCE_SECONDS, page::isIdle);
    }
  }
}
