package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.json.Json;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A form with fields and one file (RFC 7578), streamed from disk with its length declared. A connection that breaks in the middle
 * is an ordinary failure here; the web client's own form throws inside of Vert.x then.
 */
final class MultipartBody {

  private static final String CRLF = "\r\n";
  /** Every piece goes through a few threads; of this size that takes less time than the bytes do. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final String boundary = "worksound-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final Buffer head = Buffer.buffer();
  private final Buffer tail = Buffer.buffer(CRLF + "--" + boundary + "--" + CRLF);
  private final AsyncFile file;

  /**
   * @param fields sent as text, objects and lists as JSON
   * @param name   the file's field name
   * @param file   a WAV, open for reading
   */
  MultipartBody(Map<String, Object> fields, String name, AsyncFile file) {
    this.file = file;
    fields.forEach((key, value) -> part(key, "").appendString(text(value) + CRLF));
    part(name, "; filename=\"seed.wav\"" + CRLF + "Content-Type: audio/wav");
  }

  /** A form knows texts only; ACE-Step reads an object or a list from one as JSON. */
  private static String text(Object value) {
    return value instanceof Map || value instanceof Iterable ? Json.encode(value) : String.valueOf(value);
  }

  private Buffer part(String name, String more) {
    String quoted = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    return head.appendString("--" + boundary + CRLF + "Content-Disposition: form-data; name=\"" + quoted + "\"" + more + CRLF + CRLF);
  }

  /**
   * Sends all of it and ends the request.
   *
   * @param onProgress called whenever a piece has left
   */
  Future<Void> sendTo(HttpClientRequest request, Runnable onProgress) {
    return file.size().compose(size -> {
      long bytes = head.length() + size + tail.length();
      request.putHeader("Content-Type", "multipart/form-data; boundary=" + boundary).putHeader("Content-Length", Long.toString(bytes));
      Promise<Void> sent = Promise.promise();
      send(head, 0, request, onProgress, sent);
      return sent.future().compose(v -> request.end(tail));
    });
  }

  /** Sends a piece and then the file from a position on. */
  private void send(Buffer piece, long position, HttpClientRequest request, Runnable onProgress, Promise<Void> sent) {
    request.write(piece).compose(v -> {
      onProgress.run();
      return file.read(Buffer.buffer(CHUNK_BYTES), 0, position, CHUNK_BYTES);
    }).onComplete(next -> {
      if (next.length() == 0) {
        sent.complete();
      } else {
        send(next, position + next.length(), request, onProgress, sent);
      }
    }, sent::fail);
  }
}
