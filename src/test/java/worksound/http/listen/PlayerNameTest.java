package worksound.http.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a player is called on the page. */
class PlayerNameTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "libmpv | mpv", "VLC/3.0.20 LibVLC/3.0.20 | VLC", "Lavf/60.16.100 | ffmpeg", "Icecast 2.4.4 | Icecast", "HomeAssistant/2026.1 | HomeAssistant",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 | Chrome",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0 | Edge",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Firefox", "Mozilla/5.0 (CrKey) | Mozilla"})
  void aPlayerIsCalledByItsProduct(String userAgent, String name) {
    assertThat(PlayerName.of(userAgent)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", delimiter = '|', value = {"VLC/3.0.20 LibVLC/3.0.20 | VLC@10.0.0.7", "- | null@10.0.0.7", "Mozilla/5.0 (X11) | -",
    "AppleCoreMedia/1.0.0.21F79 (iPhone; U; CPU OS 17_5 like Mac OS X; en_us) | -"})
  void aProgramIsKnownByNameAndAddressAndABrowserIsNone(String userAgent, String program) {
    assertThat(PlayerName.program(userAgent, "10.0.0.7")).isEqualTo(program);
  }

  @Test
  void oneThatSaysNothingFitToBeShownHasNoName() {
    assertThat(PlayerName.of(null)).isNull();
    assertThat(PlayerName.of("<b>")).isNull();
    assertThat(PlayerName.of("x".repeat(500))).hasSize(40);
  }
}
