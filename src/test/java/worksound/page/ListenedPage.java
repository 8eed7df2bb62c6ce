package worksound.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.browsers.Desktop;
import worksound.browsers.EngineUnderTest;

/** The page in one browser on one desktop: operated and heard as by a listener. */
final class ListenedPage {

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
}
