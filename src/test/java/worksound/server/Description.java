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
  private Validator snapshots;

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

  public JsonObject document() {
    return document;
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

  /** What is wrong with a snapshot; empty when nothing is. */
  public String snapshotFault(JsonObject snapshot) {
    if (snapshots == null) {
      snapshots = validator(new JsonObject().put("$ref", "#/components/schemas/Snapshot"));
    }
    return fault(snapshots.validate(snapshot));
  }

  private String validate(JsonObject schema, JsonObject body) {
    return fault(validator(schema).validate(body));
  }

  private Validator validator(JsonObject schema) {
    return Validator.create(JsonSchema.of(schema.copy().put("components", document.getJsonObject("components"))), new JsonSchemaOptions()
      .setBaseUri("https://worksound.invalid/").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic));
  }

  private static String fault(OutputUnit result) {
    return result.getValid() ? "" : String.valueOf(result.getErrors() == null ? result.getError() : result.toJson());
  }
}
