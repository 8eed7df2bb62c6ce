package worksound.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads QR codes with ZBar, as many a phone does. */
public final class QrReader {

  private static final int MOST_SECONDS = 20;

  private QrReader() {
  }

  /** Skips the test that is running where there is no ZBar, as {@link Installed} says. */
  public static void assumeInstalled() {
    Installed.assume("the QR code cannot be read", "zbarimg");
  }

  /**
   * What a picture says.
   *
   * @param png an image file
   * @return the text of its QR codes, a line each; empty where none can be read
   */
  public static String read(byte[] png) throws IOException, InterruptedException {
    Path picture = Files.createTempFile("worksound-qr", ".png");
    try {
      Files.write(picture, png);
      Process reader = new ProcessBuilder("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text = new String(reader.getInputStream().readAllBytes(), UTF_8).strip();
      if (!reader.waitFor(MOST_SECONDS, SECONDS)) {
        reader.destroyForcibly();
        throw new IOException("zbarimg has not ended after " + MOST_SECONDS + " s");
      }
      return text;
    } finally {
      Files.delete(picture);
    }
  }
}
