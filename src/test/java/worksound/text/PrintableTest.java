package worksound.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @Test
  void whatCanBeSeenStaysAsItIs() {
    String text = "calm piano, 静かなピアノ ー é 🎹 \"quoted\" \\ 100 %";
    assertThat(Printable.of(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x07, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x061c, 0x200b, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066, 0x2069,
    0xd800, 0xdc00, 0xe000, 0xfeff})
  void whatActsInsteadOfBeingSeenIsWrittenAsAnEscape(int c) {
    assertThat(Printable.of("a" + (char) c + "b")).isEqualTo("a\\u%04xb".formatted(c));
  }

  @Test
  void whatLiesBeyondTheBasicPlaneIsWrittenAsTwo() {
    assertThat(Printable.of(Character.toString(0xe0041))).as("a tag character").isEqualTo("\\udb40\\udc41");
  }

  @Test
  void whatAPageShowsHasSpacesThere() {
    assertThat(Printable.spaced("CUDA\u202e error\u001b[31m\ud800")).isEqualTo("CUDA  error [31m ");
  }
}
