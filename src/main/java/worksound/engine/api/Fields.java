package worksound.engine.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.List;

/** The fields of a request. A form knows texts only, so that numbers and flags may be texts; what cannot be read is refused with 400. */
record Fields(JsonObject json) {

  /** The fields of a JSON body. */
  static Fields of(RoutingContext request) {
    Buffer body = request.body().buffer();
    try {
      return new Fields(new JsonObject(body == null ? Buffer.buffer() : body));
    } catch (DecodeException e) {
      throw new HttpFailure(400, "the body is malformed, expected a JSON object");
    }
  }

  /** Refuses a field's value. */
  HttpFailure refusal(String name, String expected) {
    return new HttpFailure(400, name + " is " + json.getValue(name) + ", expected " + expected);
  }

  String text(String name, String otherwise) {
    return json.getValue(name) == null ? otherwise : json.getValue(name).toString();
  }

  /** One of some texts. */
  String choice(String name, String otherwise, List<String> allowed) {
    String text = text(name, otherwise);
    if (!allowed.contains(text)) {
      throw refusal(name, String.join(" or ", allowed));
    }
    return text;
  }

  boolean flag(String name, boolean otherwise) {
    return choice(name, Boolean.toString(otherwise), List.of("true", "false")).equals("true");
  }

  /** A number in a range. */
  double number(String name, double otherwise, double least, double most) {
    try {
      double number = Double.parseDouble(text(name, Double.toString(otherwise)));
      if (number >= least && number <= most) {
        return number;
      }
      throw new NumberFormatException("out of range");
    } catch (NumberFormatException e) {
      throw refusal(name, "a number from " + least + " to " + most);
    }
  }

  /** A whole number, with or without a decimal point; an empty text counts as absent. */
  long whole(String name, long otherwise) {
    String text = text(name, "");
    try {
      return text.isEmpty() ? otherwise : new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw refusal(name, "a whole number");
    }
  }

  List<?> texts(String name) {
    if (json.getValue(name) instanceof JsonArray list && list.stream().allMatch(String.class::isInstance)) {
      return list.getList();
    }
    throw refusal(name, "a list of texts");
  }
}
