package worksound.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code openapi.json}: its operations, and whether an answer is as it says. */
public final class Description {

  private final JsonObject document;
  private final Map<String, Operation> operations = new TreeMap<>();

  /** One method of one path. */
  public record Operation(String id, HttpMethod method, String path, Set<String> statuses) {
  }

  public Description(JsonObject document) {
    this.document = document;
    for (String path : document.getJsonObject("paths").fieldNames()) {
      JsonObject methods = document.getJsonObject("paths").getJsonObject(path);
      for (String method : methods.fieldNames()) {
        JsonObject operation = methods.getJsonObject(method);
        String id = operation.getString("operationId");
        Operation known = operations.put(id, new Operation(id, HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path,
          new TreeSet<>(operation.getJsonObject("responses").fieldNames())));
        if (known != null) {
          throw new AssertionError("operationId " + id + " stands twice");
        }
      }
    }
  }

  public Operation operation(String id) {
    return operations.get(id);
  }

  public Map<String, Operation> operations() {
    return operations;
  }

  /** What is wrong with an answer's body or its type; empty when nothing is. */
  String fault(Operation operation, int status, String contentType, String body) {
    JsonObject content = document.getJsonObject("paths").getJsonObject(operation.path()).getJsonObject(operation.method().name().toLowerCase(Locale.ROOT))
      .getJsonObject("responses").getJsonObject(String.valueOf(status)).getJsonObject("content", new JsonObject());
    if (body == null) {
      return content.isEmpty() || operation.method() == HttpMethod.HEAD ? "" : "no body, expected one of " + content.fieldNames();
    }
    String type = contentType.replaceFirst(";.*", "");
    if (!content.containsKey(type)) {
      return "Content-Type " + contentType + ", expected one of " + content.fieldNames();
    }
    return type.endsWith("json") ? validate(content.getJsonObject(type).getJsonObject("schema"), new JsonObject(body)) : "";
  }

  private String validate(JsonObject schema, JsonObject body) {
    JsonObject whole = schema.copy().put("components", document.getJsonObject("components"));
    OutputUnit result = Validator.create(JsonSchema.of(whole), new JsonSchemaOptions().setBaseUri("https://worksound.invalid/")
      .setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic)).validate(body);
    return result.getValid() ? "" : String.valueOf(result.getErrors() == null ? result.getError() : result.toJson());
  }
}
