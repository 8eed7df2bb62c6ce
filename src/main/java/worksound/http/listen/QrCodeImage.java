package worksound.http.listen;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as an SVG image: black on white with the quiet zone that readers ask for, one unit a module. */
final class QrCodeImage {

  /** Modules of white around it (ISO/IEC 18004). */
  private static final int QUIET_ZONE = 4;

  private QrCodeImage() {
  }

  /** @param text at most 2,331 bytes, of which an address has far fewer */
  static String of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int size = code.size + 2 * QUIET_ZONE;
    StringBuilder dark = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          dark.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE).append("h1v1h-1z");
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\" shape-rendering=\"crispEdges\">"
      + "<path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "h-" + size + "z\"/><path d=\"" + dark + "\"/></svg>";
  }
}
