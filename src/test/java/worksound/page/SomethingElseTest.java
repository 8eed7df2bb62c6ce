package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** A new piece while another one plays, heard: the old music, a crossfade, the new music. */
@Tag("listening")
@Requirement("B16")
class SomethingElseTest extends InBrowser {

  private static final Pattern ANNOUNCED = Pattern.compile(
    "seam (\\d+)→(\\d+) planned: announced, fade ([\\d.]+) s at ([\\d.]+) s.*, gap 0\\.000 s, (-?[\\d.]+) s left out");
  /** The gains are joined by straight lines between points 10 ms apart. */
  private static final double RESIDUAL_DB = -90;
  /** So much is listened to: the fade of 1 s and 1 s of the new music alone. */
  private static final int SECONDS_AFTER_FADE_BEGINS = 2;

  /** Long segments, so that much of the old one is left. */
  private static final Script SCRIPT = new Script(40, 5, 1, index -> index == 2 ? 2_000 : 150, index -> 0);

  /** Segment 0 sounds and segment 1 is made, so that a new piece is segment 2. */
  private static Page playWithOneWaiting(ScriptedServer server) {
    Page page = play(server, 0);
    page.waitForCondition(() -> server.isMade(1));
    return page;
  }

  @Test
  void isFadedToAsSoonAsItIsThereWithoutAGapOrAStep() throws Exception {
    try (ScriptedServer server = new ScriptedServer(SCRIPT)) {
      Page page = playWithOneWaiting(server);
      assertThat(page.isVisible("#renew")).isTrue();
      page.evaluate("() => { for (let press = 0; press < 5; press++) document.getElementById('renew').click(); }");
      waitForText(page, "#change", text -> text.startsWith("A new piece is heard in about 0:"));
      assertThat(page.getAttribute("#renew", "aria-disabled")).isEqualTo("true");
      hear(page, 2);
      assertThat(page.isVisible("#undo")).isFalse();
      waitForText(page, "#change", text -> text.startsWith("A new prompt changes this music little by little."));
      Matcher seam = announcedSeam();
      // The recording begins no earlier than the clock of the audio context.
      double enough = (Double.parseDouble(seam.group(4)) + SECONDS_AFTER_FADE_BEGINS + 0.1) * Tape.RATE;
      page.waitForCondition(() -> ((Number) page.evaluate("() => recordedFrames(0)")).doubleValue() > enough);
      Recording heard = Recording.of(page, 0);
      assertThat(server.requests().stream().filter("POST /session/piece"::equals)).hasSize(1);
      assertThat(server.requests()).doesNotContain("GET /audio/1.wav");
      assertJoined(heard, seam);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  private static Matcher announcedSeam() {
    return browser.console().stream().map(ANNOUNCED::matcher).filter(Matcher::find).findFirst().orElseThrow();
  }

  private static void assertJoined(Recording heard, Matcher seam) {
    assertThat(seam.group(1) + seam.group(2) + seam.group(3)).as("old, new, seconds of the fade").isEqualTo("021.000");
    long leftOut = Math.round(Double.parseDouble(seam.group(5)) * Tape.RATE);
    long jump = SCRIPT.tapeFrame(2, 1) - (SCRIPT.segmentFrames() - leftOut);
    TimeMap map = new TimeMap((frame, channel) -> Tape.sample(frame, channel) / 32_768f, heard.placeOfFirstSound(), jump);
    map.take(heard.from(heard.firstSound()).samples());
    assertThat(map.jumps()).as("among %s", map.runs()).containsExactly(jump);
    assertThat(map.unknownSeconds()).as("seconds of the fade").isBetween(0.5, 1.2);
    assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
    assertThat(heard.seconds() * Tape.RATE - heard.firstSound()).isGreaterThan(SCRIPT.segmentFrames() - leftOut + SECONDS_AFTER_FADE_BEGINS * Tape.RATE);
    assertMix(heard, heard.placeOfFirstSound() - heard.firstSound(), jump);
  }

  /** The sum of both, each under its gain of constant power, is what is heard, from 1 s before the fade to 1 s after it. */
  private static void assertMix(Recording heard, long tapeAtZero, long jump) {
    int fadeAt = (int) (SCRIPT.tapeFrame(2, 1) - jump - tapeAtZero);
    double signal = 0;
    double error = 0;
    for (int frame = fadeAt - Tape.RATE; frame < fadeAt + SECONDS_AFTER_FADE_BEGINS * Tape.RATE; frame++) {
      double t = Math.max(0, Math.min(1, (frame - fadeAt) / (double) Tape.RATE));
      double old = Tape.at(frame + tapeAtZero, 0) * (1 - t);
      double fresh = Tape.at(frame + tapeAtZero + jump, 0) * t;
      double wanted = (old + fresh) / Math.sqrt(t * t + (1 - t) * (1 - t));
      signal += wanted * wanted;
      error += Math.pow(heard.samples()[2 * frame] - wanted, 2);
    }
    double residualDb = 10 * Math.log10(error / signal);
    System.out.printf("around the crossfade: residual %.1f dB%n", residualDb);
    assertThat(residualDb).isLessThan(RESIDUAL_DB);
  }

  @Test
  void canBeTakenBackUntilItIsThere() throws Exception {
    try (ScriptedServer server = new ScriptedServer(SCRIPT.generating(index -> index == 2 ? -1 : 150))) {
      Page page = playWithOneWaiting(server);
      page.click("#renew");
      page.waitForSelector("#undo:not([hidden])");
      page.click("#undo");
      waitForText(page, "#change", text -> text.startsWith("A new prompt changes this music little by little."));
      assertThat(page.getAttribute("#renew", "aria-disabled")).isEqualTo("false");
      page.waitForCondition(() -> server.requests().contains("DELETE /session/piece"));
      assertThat(server.requests()).containsSubsequence("POST /session/piece", "DELETE /session/piece");
      assertThat(page.isVisible("#undo")).isFalse();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void thatCannotBeMadeIsSaidAndTheMusicGoesOn() throws Exception {
    try (ScriptedServer server = new ScriptedServer(SCRIPT.generating(index -> index == 2 ? -1 : 150))) {
      Page page = playWithOneWaiting(server);
      page.click("#renew");
      page.waitForSelector("#undo:not([hidden])");
      server.act(ScriptedSession::failPiece);
      waitForText(page, "#change", text -> text.equals("No new piece could be made this time, so this one plays on."));
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("playing");
      assertThat(page.getAttribute("#renew", "aria-disabled")).as("may be tried again").isEqualTo("false");
      assertThat(page.isVisible("#notice")).isFalse();
    }
  }
}
