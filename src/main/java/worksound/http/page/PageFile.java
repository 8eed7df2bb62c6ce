package worksound.http.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/**
 * A file as a browser gets it.
 *
 * @param zipped   the content by gzip, null where that does not pay
 * @param checksum of the content, hexadecimal
 * @param type     value of Content-Type, null when it is not known
 */
public record PageFile(Buffer content, Buffer zipped, String checksum, String type) {

  static PageFile of(byte[] content, String path) throws IOException {
    String type = MimeMapping.mimeTypeForFilename(path);
    boolean text = type != null && type.startsWith("text/");
    return new PageFile(Buffer.buffer(content), text ? Buffer.buffer(zip(content)) : null, checksumOf(List.of(content)),
      text ? type + ";charset=UTF-8" : type);
  }

  static PageFile of(String content, String path) throws IOException {
    return of(content.getBytes(StandardCharsets.UTF_8), path);
  }

  static String checksumOf(List<byte[]> contents) {
    CRC32C sum = new CRC32C();
    contents.forEach(sum::update);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return zipped.toByteArray();
  }
}
