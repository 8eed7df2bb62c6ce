package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A form with fields and one file (RFC 7578), streamed from disk with its length declared. A connection that breaks in the middle
 * is an ordinary failure here; the web client's own form throws inside of Vert.x then.
 */
final class MultipartBody {

  private static final String CRLF = "\r\n";

  private final String boundary = "worksound-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final Buffer head = Buffer.buffer();
  private final Buffer tail = Buffer.buffer(CRLF + "--" + boundary + "--" + CRLF);
  private final Path file;

  /**
   * @param fields sent as text
   * @param name   the file's field name
   * @param file   a WAV
   */
  MultipartBody(Map<String, Object> fields, String name, Path file) {
    this.file = file;
    fields.forEach((key, value) -> part(key, "").appendString(value + CRLF));
    part(name, "; filename=\"seed.wav\"" + CRLF + "Content-Type: audio/wav");
  }

  private Buffer part(String name, String more) {
    String quoted = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    return head.appendString("--" + boundary + CRLF + "Content-Disposition: form-data; name=\"" + quoted + "\"" + more + CRLF + CRLF);
  }

  /** Sends all of it and ends the request. */
  Future<Void> sendTo(Vertx vertx, HttpClientRequest request) {
    return vertx.fileSystem().open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false)).compose(open -> {
      long bytes = head.length() + open.sizeBlocking() + tail.length();
      request.putHeader("Content-Type", "multipart/form-data; boundary=" + boundary).putHeader("Content-Length", Long.toString(bytes));
      return request.write(head)
        .compose(v -> open.pipe().endOnComplete(false).to(request))
        .compose(v -> request.end(tail))
        .eventually(open::close);
    });
  }
}
