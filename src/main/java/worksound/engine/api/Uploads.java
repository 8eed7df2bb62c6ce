package worksound.engine.api;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import worksound.engine.api.form.MultipartTerminator;
import worksound.engine.api.form.Upload;

/**
 * Reads the body of a task. The files of a multipart form are on disk when the next handler is called, and gone when there is
 * no next handler to call: after a malformed form, one that is too large, or a connection that broke off.
 *
 * <p>Vert.x's own {@link BodyHandler} reads the other bodies only: it fails itself when a connection breaks off inside a file.
 */
final class Uploads implements Handler<RoutingContext> {

  private static final String KEY = Uploads.class.getName();

  private final AudioFiles files;
  private final long maxBytes;
  private final BodyHandler plain;

  /**
   * @param files    folder to upload into
   * @param maxBytes size of a form
   * @param plain    reads what is no multipart form
   */
  Uploads(AudioFiles files, long maxBytes, BodyHandler plain) {
    this.files = files;
    this.maxBytes = maxBytes;
    this.plain = plain;
  }

  /** The files that came with {@code request}. */
  static List<Upload> of(RoutingContext request) {
    return request.get(KEY, List.of());
  }

  @Override
  public void handle(RoutingContext request) {
    if (!TaskRelease.mediaType(request).equals("multipart/form-data")) {
      plain.handle(request);
    } else if (!request.request().getHeader("content-type").contains("boundary=")) {
      throw new HttpFailure(400, "Missing boundary in multipart.");
    } else {
      new Form(request).read();
    }
  }

  /** One form on its way in. */
  private final class Form {

    private final RoutingContext request;
    private final MultipartTerminator end;
    private final List<Upload> uploads = new ArrayList<>();
    private long bytes;
    private boolean failed;

    private Form(RoutingContext request) {
      this.request = request;
      this.end = new MultipartTerminator(request.request().getHeader("content-type"));
    }

    private void read() {
      request.request().setExpectMultipart(true).uploadHandler(this::take).handler(this::count)
        .exceptionHandler(this::fail).endHandler(ended -> finish());
    }

    private void take(HttpServerFileUpload source) {
      if (!failed) {
        uploads.add(new Upload(request.vertx(), source, files.forUpload()));
      }
    }

    private void count(Buffer chunk) {
      end.saw(chunk);
      bytes += chunk.length();
      if (bytes > maxBytes) {
        fail(new HttpFailure(413, "Request body is larger than " + maxBytes + " bytes"));
      }
    }

    /** A file that the form has not ended never ends. */
    private void finish() {
      if (!end.isReached()) {
        fail(new HttpFailure(400, "There was an error parsing the body"));
        return;
      }
      Future.all(uploads.stream().map(Upload::closed).toList()).onSuccess(done -> {
        if (!failed) {
          request.put(KEY, List.copyOf(uploads));
          request.next();
        }
      }).onFailure(this::fail);
    }

    private void fail(Throwable cause) {
      if (failed) {
        return;
      }
      failed = true;
      for (Upload upload : uploads) {
        upload.giveUp(cause);
        upload.closed().onComplete(done -> files.delete(upload.file()));
      }
      if (cause instanceof DecoderException) {
        request.fail(400, cause.getCause() == null ? cause : cause.getCause());
      } else {
        request.fail(cause);
      }
    }
  }
}
