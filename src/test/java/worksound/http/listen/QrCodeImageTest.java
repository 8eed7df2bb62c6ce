package worksound.http.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** The image has every dark module of the code at its place, and white all around. */
class QrCodeImageTest {

  private static final String ADDRESS = "http://worksound.lan:8080/listen.mp3?key=0123456789abcdef0123456789abcdef";
  private static final int QUIET_ZONE = 4;

  @Test
  @Requirement("B12")
  void theImageIsTheCodeWithWhiteAroundIt() {
    QrCode code = QrCode.encodeText(ADDRESS, QrCode.Ecc.MEDIUM);
    String svg = QrCodeImage.of(ADDRESS);
    int size = code.size + 2 * QUIET_ZONE;
    assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\"");
    boolean[][] dark = new boolean[code.size][code.size];
    Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg).results()
      .forEach(module -> dark[Integer.parseInt(module.group(2)) - QUIET_ZONE][Integer.parseInt(module.group(1)) - QUIET_ZONE] = true);
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        assertThat(dark[y][x]).as("module %s, %s", x, y).isEqualTo(code.getModule(x, y));
      }
    }
  }
}
