package worksound.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.browsers.Desktop;
import worksound.browsers.EngineUnderTest;
import worksound.server.ServerProcess;

/**
 * What happens to a listener within a minute: Play, a pause by media keys, seams, another prompt, a server that is killed and comes back
 * with downloads of five seconds, a reload, Stop. What the device put out is compared with the stand-in's tape, from which every segment is.
 */
final class BrowserSession {

  private static final Script SCRIPT = new Script(12, 3, 1, index -> 0, index -> 0);
  private static final double SAME_DBFS = -90;
  private static final int SEAMS_BEFORE_RELOAD = 3;
  private static final int FRAME_BYTES = 4;
  private static final double STOP_SECONDS = 2.5;
  private static final String FIRST_PROMPT = "calm piano";
  private static final String SECOND_PROMPT = "bright guitar";

  private final EngineUnderTest browser;
  private final Desktop desktop;
  private final Path folder;
  private final AcestepStandIn acestep;

  BrowserSession(EngineUnderTest browser, Desktop desktop, Path folder, Vertx vertx) throws Exception {
    this.browser = browser;
    this.desktop = desktop;
    this.folder = folder;
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(SCRIPT.segmentSeconds(), SCRIPT.overlapSeconds())).await(30, SECONDS);
  }

  void listen() throws Exception {
    int port;
    try (ServerProcess server = server(0, 0)) {
      port = server.port();
      open(port);
      Path file = desktop.sound().record();
      enter(FIRST_PROMPT, "#play");
      browser.await("the first sound", 60, () -> segmentHeard() == 0);
      pauseByMediaKey();
      browser.await("the first seam", 60, () -> segmentHeard() >= 1);
      enter(SECOND_PROMPT, "#apply");
      browser.await("word of when the new prompt is heard", 20, () -> browser.text("#change").contains(SECOND_PROMPT));
      server.kill();
      comeBack(port, file);
    }
    assertThat(acestep.violations()).isEmpty();
  }

  private void comeBack(int port, Path file) throws Exception {
    browser.await("word of the lost server", 30, () -> browser.text("#notice-words").contains("keeps playing"));
    try (ServerProcess server = server(port, 5)) {
      browser.await("the third seam", 90, () -> segmentHeard() >= SEAMS_BEFORE_RELOAD);
      record(file, SCRIPT.crossfadeSeconds() + 1);
      assertThat(browser.text("#headline")).isEqualTo(SECOND_PROMPT);
      assertThat(browser.text("#fact-underruns")).isEqualTo("0");
      assertThat(server.status().getJsonObject("playback").getString("state")).isEqualTo("playing");
      assertThat(browser.console()).noneMatch(line -> line.contains("the sound is released"));
      HeardSeams heard = HeardSeams.of(file, desktop.sound().rate(), worksound.acestep.Tape::at, acestep.tasks().get(0).tapePosition(), SCRIPT);
      System.out.printf("%s: %s%n", browser.name(), heard);
      reload(port);
      stop(file);
      assertThat(heard.seams()).as("seams without a dropout").hasSizeGreaterThanOrEqualTo(SEAMS_BEFORE_RELOAD - 1)
        .allSatisfy(seam -> assertThat(seam.residualDbfs()).isLessThanOrEqualTo(SAME_DBFS));
    }
  }

  /** As a keyboard's key or headphones do it: the page's state follows, and nothing plays against it. */
  private void pauseByMediaKey() {
    browser.await("media controls that say playing", 20, () -> desktop.playbackStatus().equals("Playing"));
    desktop.press("Pause");
    browser.await("a pause", 10, () -> browser.text("#state").equals("paused") && desktop.playbackStatus().equals("Paused"));
    desktop.press("Play");
    browser.await("music after the pause", 10, () -> browser.text("#state").equals("playing") && desktop.playbackStatus().equals("Playing"));
  }

  /** Where the browser wants a click first, it is given. */
  private void reload(int port) {
    open(port);
    browser.await("music or a wish for a click", 20, () -> isPlaying() || browser.text("#notice-words").contains("Play"));
    if (!isPlaying()) {
      System.out.printf("%s wants a click after a reload%n", browser.name());
      browser.click("#play");
    }
    browser.await("the same music after the reload", 60, () -> isPlaying() && segmentHeard() >= SEAMS_BEFORE_RELOAD);
    assertThat(browser.text("#headline")).isEqualTo(SECOND_PROMPT);
  }

  private void stop(Path file) throws IOException {
    record(file, 1);
    browser.click("#stop");
    browser.await("the end", 20, () -> browser.text("#state").equals("idle"));
    record(file, STOP_SECONDS);
    Recording heard = Recording.ofPcm(Files.readAllBytes(file));
    int second = desktop.sound().rate();
    assertThat(heard.rms(heard.frames() - second / 2, heard.frames())).as("what sounds after Stop").isZero();
    assertThat(browser.console()).noneMatch(line -> line.startsWith("error"));
  }

  private boolean isPlaying() {
    return browser.text("#state").equals("playing");
  }

  private void open(int port) {
    browser.open("http://127.0.0.1:" + port + "/");
    browser.await("the words of the page", 30, () -> !browser.text("#play-label").isEmpty());
  }

  private void enter(String prompt, String button) {
    browser.evaluate("(() => { const field = document.querySelector('#prompt'); field.value = '" + prompt
      + "'; field.dispatchEvent(new Event('input', { bubbles: true })); return true; })()");
    browser.click(button);
  }

  private int segmentHeard() {
    String part = browser.text("#fact-segment");     // counted from one
    return part.matches("\\d+") ? Integer.parseInt(part) - 1 : -1;
  }

  /** Lets the recording grow by so much. */
  private void record(Path file, double seconds) {
    long enough = file.toFile().length() + (long) (seconds * FRAME_BYTES * desktop.sound().rate());
    browser.await("the recording", 60, () -> file.toFile().length() > enough);
  }

  private ServerProcess server(int port, double downloadSeconds) throws IOException {
    return new ServerProcess(folder, new JsonObject()
      .put("http", new JsonObject().put("port", port).put("download_delay", downloadSeconds))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", SCRIPT.segmentSeconds()).put("overlap_seconds", SCRIPT.overlapSeconds()))
      .put("player", new JsonObject().put("crossfade_seconds", SCRIPT.crossfadeSeconds()))
      .put("session", new JsonObject().put("look_ahead", 1))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("retry_seconds", List.of(0.01, 0.02))));
  }
}
