package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.browsers.Chromium;
import worksound.browsers.Desktop;
import worksound.browsers.EngineUnderTest;
import worksound.browsers.Firefox;
import worksound.browsers.SoundServer;
import worksound.browsers.WebKit;
import worksound.testing.Requirement;

/** What the page plays in every browser, recorded at the sound server. */
@Timeout(240)
@Tag("listening")
class EveryBrowserTest {

  private static final Script SCRIPT = new Script(5, 1.5, 0.7, index -> 100, index -> 0);

  /** 16 bits leave −101 dBFS of rounding. */
  private static final double SAME_DBFS = -90;
  private static final double FADED_SECONDS = 2;
  private static final int SEAMS = 1;
  private static final int MOST_SEGMENTS = 16;

  @TempDir
  Path folder;

  @Test
  @Requirement({"B9", "B13"})
  void firefoxPlaysTheTapeAcrossASeam() throws Exception {
    Firefox.assumeInstalled();
    try (Desktop desktop = new Desktop(folder, Tape.RATE); Firefox firefox = new Firefox(folder, desktop.environment())) {
      assertSeamsAreTheTape(firefox, desktop);
    }
  }

  @Test
  @Requirement({"B9", "B13"})
  void webKitPlaysTheTapeAcrossASeamToADeviceOf44100Hertz() throws Exception {
    WebKit.assumeInstalled();
    try (Desktop desktop = new Desktop(folder, 44_100); WebKit webKit = new WebKit(folder, desktop.environment())) {
      assertSeamsAreTheTape(webKit, desktop);
    }
  }

  @Test
  @Requirement({"B9", "B13"})
  @Tag("long")
  void chromiumPlaysTheTapeAcrossASeam() throws Exception {
    Chromium.assumeInstalled();
    try (Desktop desktop = new Desktop(folder, Tape.RATE); Chromium chromium = new Chromium(desktop.environment())) {
      assertSeamsAreTheTape(chromium, desktop);
    }
  }

  @Test
  @Requirement({"B9", "B13"})
  @Tag("long")
  void chromiumPlaysTheTapeAcrossASeamToADeviceOf44100Hertz() throws Exception {
    Chromium.assumeInstalled();
    try (Desktop desktop = new Desktop(folder, 44_100); Chromium chromium = new Chromium(desktop.environment())) {
      assertSeamsAreTheTape(chromium, desktop);
    }
  }

  /** Firefox takes the arrays of a piece of music away as soon as it is played, also while its waveform is being computed. */
  private static final String LEVEL_OF_MUSIC_THAT_PLAYS = """
    (async () => {
      const { RmsEnvelope } = await import('/js/audio/rms-envelope.js');
      const context = new AudioContext();
      const buffer = new AudioBuffer({ length: 48_000, sampleRate: 48_000, numberOfChannels: 1 });
      buffer.copyToChannel(new Float32Array(48_000).fill(0.5), 0);
      const envelope = new RmsEnvelope(1);
      const known = envelope.add(0, buffer, () => new Promise(resolve => { setTimeout(resolve, 10); }));
      const source = new AudioBufferSourceNode(context, { buffer });
      source.start();
      await known;
      await context.close();
      return envelope.values[10];
    })()""";

  /** Listens until it has heard enough seams without a dropout in them. */
  private static void assertSeamsAreTheTape(EngineUnderTest browser, Desktop desktop) throws Exception {
    SoundServer sound = desktop.sound();
    try (ScriptedServer server = new ScriptedServer(SCRIPT)) {
      ListenedPage page = new ListenedPage(browser, desktop);
      page.open(server.url());
      Path file = sound.record();
      browser.click("#play");
      HeardSeams heard = null;
      for (int segment = SEAMS; segment < MOST_SEGMENTS && (heard == null || heard.seams().size() < SEAMS); segment++) {
        int wanted = segment;
        browser.await("segment " + segment, 60, () -> page.segmentHeard() >= wanted);
        page.record(file, FADED_SECONDS);
        heard = HeardSeams.of(file, sound.rate(), Tape::at, 0, SCRIPT);
      }
      System.out.printf("%s: %s%n", browser.name(), heard);
      assertThat(heard.seams()).as("seams without a dropout").hasSizeGreaterThanOrEqualTo(SEAMS)
        .allSatisfy(seam -> assertThat(seam.residualDbfs()).isLessThanOrEqualTo(SAME_DBFS));
      assertThat(((Number) browser.evaluate(LEVEL_OF_MUSIC_THAT_PLAYS)).doubleValue()).as("level for the waveform").isEqualTo(0.5);
      page.pauseAndGoOnByMediaKeys(file);
      assertThat(browser.console()).noneMatch(line -> line.startsWith("error"));
      assertThat(server.violations()).isEmpty();
    }
  }
}
