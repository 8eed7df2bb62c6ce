package worksound.status;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import worksound.messages.Status.StatusEvent;

/** One readable line an event: its name, then {@code key=value}; texts are quoted JSON, so no event can forge a line. */
final class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger("worksound.events");

  private EventLog() {
  }

  static void write(StatusEvent event) {
    switch (event.name()) {
      case "generation_failed", "generation_fell_back", "piece_failed", "segment_rejected", "segment_lost", "underrun" -> LOG.warn("{}", line(event));
      case "session_failed" -> LOG.error("{}", line(event));
      case "engine_checked" -> LOG.atLevel(event.data().get("message") == null ? Level.INFO : Level.WARN).log("{}", line(event));
      default -> LOG.info("{}", line(event));
    }
  }

  /** Session and segment first, so that they stand in the same place on every line. */
  static String line(StatusEvent event) {
    JsonObject rest = new JsonObject(event.data()).copy();
    JsonObject nested = rest.getJsonObject("segment");
    if (nested != null) {
      rest.remove("segment");
      rest.mergeIn(nested);
    }
    rest.remove("at");
    // For pages; the message beside it says the same.
    rest.remove("explanation");
    Object session = rest.remove("session_id");
    Object segment = rest.containsKey("segment_index") ? rest.remove("segment_index") : rest.remove("index");
    return "%-20s session=%s segment=%s %s".formatted(event.name(), session == null ? "-" : session, segment == null ? "-" : segment,
      pairs(rest));
  }

  private static String pairs(JsonObject rest) {
    return rest.getMap().entrySet().stream()
      .filter(entry -> entry.getValue() != null)
      .map(EventLog::pair)
      .collect(Collectors.joining(" "));
  }

  private static String pair(Map.Entry<String, Object> entry) {
    Object value = entry.getValue();
    String text = value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : Json.encode(value);
    return entry.getKey() + "=" + text;
  }
}
