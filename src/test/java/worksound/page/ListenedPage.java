package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.browsers.Desktop;
import worksound.browsers.EngineUnderTest;

/** The page in one browser on one desktop: operated and heard as by a listener. */
final class ListenedPage {

  private static final Path PICTURES = Path.of("target/screenshots");
  /** How long what a person does may take to be seen. */
  static final int PATIENCE_SECONDS = 30;
  private static final int FRAME_BYTES = 4;
  private static final double PAUSE_SECONDS = 1.5;

  private final EngineUnderTest browser;
  private final Desktop desktop;

  ListenedPage(EngineUnderTest browser, Desktop desktop) {
    this.browser = browser;
    this.desktop = desktop;
  }

  /** WebKit calls a page loaded before its modules have run, and a click before that is lost. */
  void open(String url) {
    browser.open(url);
    browser.await("the words of the page", PATIENCE_SECONDS, () -> !browser.text("#play-label").isEmpty());
  }

  /** Loads the page anew with these settings of its own, as the person has chosen them. */
  void choose(String url, JsonObject settings) {
    browser.evaluate("(() => { localStorage.setItem('worksound.settings', JSON.stringify(" + settings.encode() + ")); return true; })()");
    open(url);
  }

  boolean isPlaying() {
    return is("playing") && browser.evaluate("document.querySelector('#play').dataset.face").equals("pause");
  }

  boolean isPaused() {
    return is("playing") && browser.evaluate("document.querySelector('#play').dataset.face").equals("play");
  }

  boolean isIdle() {
    return is("idle");
  }

  private boolean is(String state) {
    return browser.evaluate("document.body.dataset.state").equals(state);
  }

  /** The segment that is heard, counted from 0; −1 while none is. */
  int segmentHeard() {
    String part = browser.text("#fact-segment");     // counted from one
    return part.matches("\\d+") ? Integer.parseInt(part) - 1 : -1;
  }

  void enter(String prompt, String button) {
    browser.evaluate("(() => { const field = document.querySelector('#prompt'); field.value = '" + prompt
      + "'; field.dispatchEvent(new Event('input', { bubbles: true })); return true; })()");
    browser.click(button);
  }

  /** As a keyboard's keys or headphones do it: the page's state follows, and nothing plays against it. */
  void pauseAndGoOnByMediaKeys(Path file) {
    browser.await("media controls that say playing", PATIENCE_SECONDS, () -> desktop.playbackStatus().equals("Playing"));
    desktop.press("Pause");
    browser.await("a pause", PATIENCE_SECONDS, () -> isPaused() && desktop.playbackStatus().equals("Paused"));
    record(file, PAUSE_SECONDS);
    desktop.press("Play");
    browser.await("music after the pause", PATIENCE_SECONDS, () -> isPlaying() && desktop.playbackStatus().equals("Playing"));
  }

  /** Lets a recording grow by so many seconds. */
  void record(Path file, double seconds) {
    long enough = file.toFile().length() + (long) (seconds * FRAME_BYTES * desktop.sound().rate());
    browser.await("the recording", 60, () -> file.toFile().length() > enough);
  }

  /** What has been heard since the recording began. */
  Recording heard(Path file) throws IOException {
    return Recording.ofPcm(Files.readAllBytes(file));
  }

  /**
   * Takes a picture for eyes to judge, of a page that must not scroll sideways.
   *
   * @param size wanted, as {@code 390x844}: a window may have to be wider
   */
  void picture(String name, String size) throws IOException {
    String[] pixels = size.split("x");
    browser.resize(Integer.parseInt(pixels[0]), Integer.parseInt(pixels[1]));
    String file = name + "-" + browser.evaluate("`${innerWidth}x${innerHeight}`") + "-" + browser.name().toLowerCase() + ".png";
    Files.write(Files.createDirectories(PICTURES).resolve(file), browser.picture());
    assertThat(((Number) browser.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue())
      .as(browser.name() + ": pixels beyond the right edge of " + name).isLessThanOrEqualTo(0);
  }
}
