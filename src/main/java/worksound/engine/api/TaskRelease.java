package worksound.engine.api;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import worksound.engine.api.form.Upload;

/** {@code POST /release_task}: a task as JSON or as a form with its source audio, which is on disk by now. */
final class TaskRelease implements Handler<RoutingContext> {

  private static final List<String> SOURCES = List.of("src_audio", "ctx_audio");
  private static final String EXPECTED = "application/json, application/x-www-form-urlencoded, or multipart/form-data";
  /** Largest text field of a form; the form decoder of the server allows one byte more. */
  static final int MAX_FIELD_BYTES = 1_024 * 1_024;

  private final TaskQueue queue;
  private final AudioFiles files;

  TaskRelease(TaskQueue queue, AudioFiles files) {
    this.queue = queue;
    this.files = files;
  }

  @Override
  public void handle(RoutingContext request) {
    Path uploaded = Uploads.of(request).stream().filter(upload -> SOURCES.contains(upload.field())).map(Upload::file).findFirst().orElse(null);
    boolean taken = false;
    try {
      Job job = queue.submit(TaskRequest.read(fields(request), uploaded, files.forUpload()));
      taken = true;
      Responses.data(request, new JsonObject().put("task_id", job.id).put("status", "queued").put("queue_position", queue.waiting()));
      queue.work();
    } finally {
      drop(request, taken ? uploaded : null);
    }
  }

  private void drop(RoutingContext request, Path keep) {
    for (Upload upload : Uploads.of(request)) {
      if (!upload.file().equals(keep)) {
        files.delete(upload.file());
      }
    }
  }

  private static JsonObject fields(RoutingContext request) {
    String type = mediaType(request);
    if (type.equals("application/json") || type.endsWith("+json")) {
      return object(text(request), "Malformed JSON payload");
    }
    if (type.equals("multipart/form-data") || type.equals("application/x-www-form-urlencoded")) {
      return form(request.request().formAttributes());
    }
    String text = text(request).strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      return object(text, "Invalid JSON body (hint: send it as application/json and escape quotes)");
    }
    throw new HttpFailure(415, "Unsupported Content-Type: " + type + "; use " + EXPECTED);
  }

  static String mediaType(RoutingContext request) {
    String type = request.request().getHeader("content-type");
    return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String text(RoutingContext request) {
    return request.body().buffer() == null ? "" : request.body().buffer().toString(StandardCharsets.UTF_8);
  }

  private static JsonObject object(String text, String otherwise) {
    try {
      if (io.vertx.core.json.Json.decodeValue(text) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      throw new HttpFailure(400, otherwise);
    }
    throw new HttpFailure(400, "JSON payload must be an object");
  }

  /** A field that is sent twice reaches the real server as the text of a Python list. */
  private static JsonObject form(MultiMap form) {
    JsonObject fields = new JsonObject();
    for (String name : form.names()) {
      List<String> values = new ArrayList<>(form.getAll(name));
      if (values.stream().anyMatch(value -> value.getBytes(StandardCharsets.UTF_8).length > MAX_FIELD_BYTES)) {
        throw new HttpFailure(400, "Part exceeded maximum size of 1024KB.");
      }
      fields.put(name, values.size() == 1 ? values.get(0) : values.stream().collect(Collectors.joining("', '", "['", "']")));
    }
    return fields;
  }
}
