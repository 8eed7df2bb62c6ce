package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request with its body read, and the ways to answer it.
 *
 * @param body  the raw body; empty for forms
 * @param form  form fields, in order; a field sent twice holds the text of a Python list, as on the real server
 * @param files uploaded files by field name
 */
record Call(HttpServerRequest request, Buffer body, Map<String, Object> form, Map<String, Buffer> files) {

  /** Reads the whole body. Must be called in the request's handler, before anything else is read. */
  static Future<Call> read(HttpServerRequest request) {
    Call call = new Call(request, Buffer.buffer(), new LinkedHashMap<>(), new LinkedHashMap<>());
    if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
      return Future.succeededFuture(call);
    }
    if (request.headers().contains("upgrade")) {
      return request.body().map(lost -> call);
    }
    if (!call.isForm()) {
      return request.body().map(body -> new Call(request, body, call.form, call.files));
    }
    request.setExpectMultipart(true).uploadHandler(call::receive);
    return request.end().map(end -> call.withFields());
  }

  private void receive(HttpServerFileUpload upload) {
    Buffer content = Buffer.buffer();
    files.put(upload.name(), content);
    upload.handler(content::appendBuffer);
  }

  private Call withFields() {
    for (String name : request.formAttributes().names()) {
      List<String> values = request.formAttributes().getAll(name);
      form.put(name, values.size() == 1 ? values.get(0) : values.stream().collect(Collectors.joining("', '", "['", "']")));
    }
    return this;
  }

  /** The media type in lower case without parameters, empty when there is none. */
  String mediaType() {
    return contentType().split(";")[0].trim().toLowerCase(Locale.ROOT);
  }

  boolean isMultipart() {
    return mediaType().equals("multipart/form-data");
  }

  boolean hasBoundary() {
    return contentType().toLowerCase(Locale.ROOT).contains("boundary=");
  }

  boolean isForm() {
    return isMultipart() && hasBoundary() || mediaType().equals("application/x-www-form-urlencoded");
  }

  boolean isJson() {
    return mediaType().equals("application/json") || mediaType().endsWith("+json");
  }

  String contentType() {
    String type = request.getHeader("content-type");
    return type == null ? "" : type;
  }

  void data(Object data) {
    end(200, "application/json", envelope(data, 200, null).encode());
  }

  void end(int status, String contentType, String body) {
    request.response().setStatusCode(status).putHeader("content-type", contentType).end(body);
  }

  static JsonObject envelope(Object data, int code, String error) {
    return new JsonObject().put("data", data).put("code", code).put("error", error).put("timestamp", System.currentTimeMillis())
      .putNull("extra");
  }
}
