package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made in the browser hold, sample by sample, what was played. */
@Tag("listening")
@Tag("long")
class SavingTest extends InBrowser {

  private static final int HEADER_BYTES = 44;

  @TempDir
  Path folder;

  @Test
  void theSegmentThatIsHeardIsSavedWhole() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      openDetails(page);
      assertThat(page.isDisabled("#save-segment")).isTrue();
      page.click("#play");
      hear(page, 1);
      Path file = folder.resolve("segment.wav");
      Download download = page.waitForDownload(() -> page.click("#save-segment"));
      download.saveAs(file);
      Matcher name = Pattern.compile("worksound-part-(\\d)-\\d{8}-\\d{4}\\.wav").matcher(download.suggestedFilename());
      assertThat(name.matches()).as(download.suggestedFilename()).isTrue();
      // The next one where the click came late.
      int part = Integer.parseInt(name.group(1));
      assertThat(part).isGreaterThanOrEqualTo(2);
      assertSameWithinRounding(read(file), read(Files.write(folder.resolve("served.wav"), server.wav(part - 1))));
      assertThat(browser.errors()).isEmpty();
      assertThat(browser.requests()).allMatch(address -> address.startsWith(server.url()) || address.startsWith("blob:" + server.url()));
    }
  }

  @Test
  void aSegmentThatIsHeardWhileItDownloadsCanBeSavedOnceItIsWhole() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(10, 2, 0.7, index -> index == 0 ? 100 : -1, index -> 5_000))) {
      Page page = play(server, 0);
      openDetails(page);
      assertThat(page.isDisabled("#save-segment")).isTrue();
      page.waitForCondition(() -> page.isEnabled("#save-segment"));
      // The last piece is decoded just before the page says that it was the last.
      page.waitForCondition(() -> browser.console().stream().anyMatch(line -> line.contains("WAV 0 download ended")));
      assertThat(page.textContent("#fact-segment")).isEqualTo("1");
    }
  }

  @Test
  void theLastMinutesAreSavedAcrossSeamsAsTheyWereHeard() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      openDetails(page);
      page.click("#play");
      hear(page, 3);
      Path file = folder.resolve("recent.wav");
      page.waitForDownload(() -> page.click("#save-recent")).saveAs(file);
      Recording saved = read(file);
      assertThat(saved.seconds()).isGreaterThan(3 * server.script().strideFrames() / (double) Tape.RATE - 1);
      assertHeardAsTape(saved, 0);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void aFileThatCouldNotBeMadeIsToldUntilTheNextOneIs() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      openDetails(page);
      page.evaluate("() => { window.make = URL.createObjectURL; URL.createObjectURL = () => { throw new Error('no room'); }; }");
      page.click("#save-recent");
      page.waitForCondition(() -> page.isVisible("#notice"));
      page.evaluate("() => { URL.createObjectURL = window.make; }");
      page.waitForDownload(() -> page.click("#save-recent"));
      page.waitForCondition(() -> !page.isVisible("#notice"));
    }
  }

  @Test
  void whatWasHeardCanStillBeSavedAfterStop() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      openDetails(page);
      page.click("#stop");
      waitForConsole(page, "the sound is released");
      assertThat(page.isDisabled("#save-segment")).isTrue();
      Path file = folder.resolve("after.wav");
      page.waitForDownload(() -> page.click("#save-recent")).saveAs(file);
      assertThat(read(file).seconds()).isGreaterThan(1);
    }
  }

  /** A browser may decode positive samples by 1/32767 and others by 1/32768: the last of 16 bits may differ. */
  private static void assertSameWithinRounding(Recording saved, Recording served) {
    assertThat(saved.frames()).isEqualTo(served.frames());
    for (int i = 0; i < served.samples().length; i++) {
      assertThat(saved.samples()[i]).isBetween(served.samples()[i] - 1.01f / 32_768, served.samples()[i] + 1.01f / 32_768);
    }
  }

  /** A 16-bit stereo WAV file at 48 kHz whose header agrees with its length. */
  private static Recording read(Path file) throws Exception {
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(wav.getInt(4)).isEqualTo(wav.capacity() - 8);
    assertThat(new int[] {wav.getShort(20), wav.getShort(22), wav.getInt(24), wav.getShort(34)}).containsExactly(1, 2, Tape.RATE, 16);
    assertThat(wav.getInt(40)).isEqualTo(wav.capacity() - HEADER_BYTES);
    float[] samples = new float[(wav.capacity() - HEADER_BYTES) / 2];
    wav.position(HEADER_BYTES);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = wav.getShort() / 32_768f;
    }
    return new Recording(samples);
  }
}
