package worksound.engine.api.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;

/**
 * Tells whether a multipart form came to its end (RFC 2046, section 5.1.1): the decoder takes one whose closing delimiter is missing for
 * one that is still to go on, although its body has ended.
 */
public final class MultipartTerminator {

  /** Room for a line break and a short epilogue behind the closing delimiter, in bytes. */
  private static final int EPILOGUE_BYTES = 256;
  private static final String BOUNDARY = "boundary=";

  private final String delimiter;
  private String tail = "";

  /** @param contentType names the boundary */
  public MultipartTerminator(String contentType) {
    String boundary = contentType.substring(contentType.indexOf(BOUNDARY) + BOUNDARY.length()).split(";", 2)[0].strip();
    delimiter = "--" + boundary.replaceAll("^\"|\"$", "") + "--";
  }

  /** The next bytes of the body. */
  public void saw(Buffer chunk) {
    int kept = delimiter.length() + EPILOGUE_BYTES;
    String seen = tail + chunk.slice(Math.max(0, chunk.length() - kept), chunk.length()).toString(ISO_8859_1);
    tail = seen.substring(Math.max(0, seen.length() - kept));
  }

  /** Whether the closing delimiter came. */
  public boolean isReached() {
    return tail.contains(delimiter);
  }
}
