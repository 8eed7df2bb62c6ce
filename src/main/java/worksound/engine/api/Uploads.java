package worksound.engine.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import worksound.engine.api.form.MultipartTerminator;
import worksound.engine.api.form.Upload;

/**
 * Reads the body of a task. The source audio of a multipart form is on disk when the next handler is called, and gone when there is
 * no next handler to call: after a malformed form, one that is too large, or a connection that broke off.
 *
 * <p>Vert.x's own {@link BodyHandler} reads the other bodies only: it fails itself when a connection breaks off inside a file.
 */
final class Uploads implements Handler<RoutingContext> {

  private static final String MULTIPART = "multipart/form-data";
  private static final String SOURCE = "src_audio";
  /** A form with ten minutes of 48 kHz stereo in 32 bits, and a little. */
  private static final long MAX_BYTES = 240L << 20;

  private final AudioFiles files;
  private final BodyHandler plain;

  /**
   * @param files folder to upload into
   * @param plain reads what is no multipart form
   */
  Uploads(AudioFiles files, BodyHandler plain) {
    this.files = files;
    this.plain = plain;
  }

  /** The audio that came with {@code request}, or null. */
  static Path of(RoutingContext request) {
    return request.get(SOURCE);
  }

  /** The fields of {@code request}, whichever way they came. */
  static Fields fields(RoutingContext request) {
    if (!type(request).startsWith(MULTIPART)) {
      return Fields.of(request);
    }
    JsonObject fields = new JsonObject();
    request.request().formAttributes().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return new Fields(fields);
  }

  private static String type(RoutingContext request) {
    return String.valueOf(request.request().getHeader("content-type"));
  }

  @Override
  public void handle(RoutingContext request) {
    if (!type(request).startsWith(MULTIPART)) {
      plain.handle(request);
    } else if (!type(request).contains("boundary=")) {
      throw new HttpFailure(400, "content-type is " + MULTIPART + ", expected a boundary with it");
    } else {
      new Form(request).read();
    }
  }

  /** One form on its way in. */
  private final class Form {

    private final RoutingContext request;
    private final MultipartTerminator end;
    private Upload upload;
    private long bytes;
    private boolean failed;

    private Form(RoutingContext request) {
      this.request = request;
      this.end = new MultipartTerminator(type(request));
    }

    private void read() {
      request.request().setExpectMultipart(true).uploadHandler(this::take).handler(this::count)
        .exceptionHandler(this::fail).endHandler(ended -> finish());
    }

    private void take(HttpServerFileUpload source) {
      if (upload != null || !source.name().equals(SOURCE)) {
        fail(new HttpFailure(400, "a file is named " + source.name() + ", expected one file named " + SOURCE));
      } else if (!failed) {
        upload = new Upload(request.vertx(), source, files.forUpload());
      }
    }

    private void count(Buffer chunk) {
      end.saw(chunk);
      bytes += chunk.length();
      if (bytes > MAX_BYTES) {
        fail(new HttpFailure(413, "Request body is larger than " + MAX_BYTES + " bytes"));
      }
    }

    /** A file that the form has not ended never ends. */
    private void finish() {
      if (!end.isReached()) {
        fail(new HttpFailure(400, "There was an error parsing the body: its closing delimiter is missing"));
      } else if (upload == null) {
        goOn(null);
      } else {
        upload.closed().onSuccess(done -> goOn(upload.file())).onFailure(this::fail);
      }
    }

    private void goOn(Path source) {
      if (!failed) {
        request.put(SOURCE, source).next();
      }
    }

    private void fail(Throwable cause) {
      if (failed) {
        return;
      }
      failed = true;
      if (upload != null) {
        upload.giveUp(cause);
        upload.closed().onComplete(done -> files.delete(upload.file()));
      }
      request.fail(cause);
    }
  }
}
