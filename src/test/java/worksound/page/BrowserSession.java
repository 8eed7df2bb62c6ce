package worksound.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.acestep.Tape;
import worksound.browsers.Desktop;
import worksound.browsers.EngineUnderTest;
import worksound.server.ServerProcess;
import worksound.testing.Ports;

/**
 * What happens to a listener within half a minute: Play, a pause by media keys, another prompt, a server that is killed and comes back with
 * downloads of two seconds, seams, a reload, Stop, and Play and Stop in a hurry. What the device put out is compared with the stand-in's
 * tape, from which every segment is.
 */
final class BrowserSession {

  private static final Script SCRIPT = new Script(10, 3, 1, index -> 0, index -> 0);
  private static final double SAME_DBFS = -90;

  /** Another place of the tape is 0 dB away, a jump by one frame −14 dB; a gain that is being eased costs as much as this. */
  private static final double SAME_MUSIC_DB = -40;

  /** A pause ends and a reload goes on within so much of where the music was. */
  private static final double SAME_SECOND = 1;
  private static final int SEAMS = 2;
  private static final int SLOW_DOWNLOAD_SECONDS = 2;
  private static final String FIRST_PROMPT = "calm piano";
  private static final String SECOND_PROMPT = "bright guitar";
  private static final String PHONE = "390x844";
  private static final String DESK = "1280x900";

  private final EngineUnderTest browser;
  private final Desktop desktop;
  private final Path folder;
  private final AcestepStandIn acestep;
  private final ListenedPage page;

  BrowserSession(EngineUnderTest browser, Desktop desktop, Path folder, Vertx vertx) throws Exception {
    this.browser = browser;
    this.desktop = desktop;
    this.folder = folder;
    page = new ListenedPage(browser, desktop);
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(SCRIPT.segmentSeconds(), SCRIPT.overlapSeconds()))
      .await(30, SECONDS);
  }

  void listen() throws Exception {
    try (Ports.Held port = Ports.hold()) {
      listen(port.number());
    }
    assertThat(acestep.violations()).isEmpty();
  }

  private void listen(int port) throws Exception {
    Path file;
    try (ServerProcess server = server(port, 0)) {
      open(port);
      file = desktop.sound().record();
      play(file);
      server.kill();
    }
    browser.await("word of the lost server", 30, () -> browser.text("#notice-words").contains("サーバー"));
    page.picture("lost", PHONE);
    try (ServerProcess server = server(port, SLOW_DOWNLOAD_SECONDS)) {
      hearItComeBack(server, file);
      reload(port, file);
      stop(file);
      playAndStopInAHurry();
    }
  }

  private void open(int port) throws IOException {
    page.open(url(port));
    page.picture("idle", DESK);
    page.choose(url(port), new JsonObject().put("language", "ja").put("appearance", "dark"));
  }

  private void play(Path file) throws IOException {
    page.enter(FIRST_PROMPT, "#play");
    browser.await("the first sound", 60, () -> page.segmentHeard() == 0);
    page.enter(SECOND_PROMPT, "#apply");
    browser.await("word of when the new prompt is heard", 20, () -> browser.text("#change").contains(SECOND_PROMPT));
    page.pauseAndGoOnByMediaKeys(file);
    page.picture("playing", PHONE);
    browser.await("the first seam to be scheduled", 30, () ->
      browser.console().stream().anyMatch(line -> line.contains("seam 0→1 planned")));
  }

  private void hearItComeBack(ServerProcess server, Path file) throws Exception {
    browser.await("seam " + SEAMS, 90, () -> page.segmentHeard() >= SEAMS);
    browser.await("the new prompt", 60, () -> browser.text("#headline").equals(SECOND_PROMPT));
    page.record(file, SCRIPT.overlapSeconds() - SCRIPT.crossfadeSeconds());
    assertThat(browser.text("#fact-underruns")).isEqualTo("0");
    assertThat(server.status().getJsonObject("playback").getString("state")).isEqualTo("playing");
    assertThat(browser.console()).noneMatch(line -> line.contains("the sound is released"));
    assertNoErrors();
  }

  /** Where the browser wants a click first, it is given. */
  private void reload(int port, Path file) throws IOException {
    page.open(url(port));
    browser.await("music or a wish for a click", 20, () -> page.isPlaying() || !browser.text("#notice-words").isEmpty());
    if (!page.isPlaying()) {
      browser.click("#play");
    }
    browser.await("the same music after the reload", 60, () -> page.isPlaying() && page.segmentHeard() >= SEAMS);
    assertThat(browser.text("#headline")).isEqualTo(SECOND_PROMPT);
    page.record(file, 2.5);
    page.picture("reloaded", DESK);
  }

  private void stop(Path file) throws IOException {
    Recording music = page.heard(file);     // without what Stop fades
    browser.click("#stop");
    browser.await("the end", 20, () -> page.isIdle());
    page.record(file, 2);
    int second = desktop.sound().rate();
    Recording all = page.heard(file);
    HeardSeams heard = HeardSeams.of(music, second, Tape::at, acestep.tasks().get(0).tapePosition(), SCRIPT);
    System.out.printf("%s: %s%n", browser.name(), heard);
    assertThat(all.rms(all.frames() - second / 2, all.frames())).as("what sounds after Stop").isZero();
    assertThat(heard.seams()).as("seams without a dropout").hasSizeGreaterThanOrEqualTo(SEAMS - 1)
      .allSatisfy(seam -> assertThat(seam.residualDbfs()).isLessThanOrEqualTo(SAME_DBFS));
    assertThat(heard.worst().errorDb()).as("what is not the tape, anywhere").isLessThanOrEqualTo(SAME_MUSIC_DB);
    assertThat(heard.jumps()).as("frames left out or repeated, dropouts apart").allSatisfy(shift ->
      assertThat(Math.abs(shift)).isLessThanOrEqualTo((int) (SAME_SECOND * second)));
  }

  /** Five times each without waiting for anything: the last one counts. */
  private void playAndStopInAHurry() throws IOException {
    Path file = desktop.sound().record();
    for (int i = 0; i < 5; i++) {
      browser.click("#play");
      browser.click("#stop");
    }
    browser.await("the last Stop", 20, () -> page.isIdle());
    browser.click("#play");
    browser.await("music after all", 30, () -> page.isPlaying() && page.segmentHeard() == 0);
    page.record(file, 1);
    Recording heard = page.heard(file);
    assertThat(heard.rms(heard.frames() - desktop.sound().rate() / 2, heard.frames())).as("what sounds after Play").isGreaterThan(0.01);
    assertNoErrors();
  }

  /** A reload breaks the download off, and Firefox lets the page say so. */
  private void assertNoErrors() {
    assertThat(browser.console()).noneMatch(line -> line.startsWith("error") && !line.contains("fetching the next segment failed"));
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port + "/";
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
