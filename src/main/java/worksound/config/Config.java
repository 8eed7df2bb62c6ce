package worksound.config;

import static worksound.config.ConfigException.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Everything a person can set. What a file leaves out has the value of {@code conf/config.json}. */
public record Config(HttpConfig http, AcestepConfig acestep, SegmentConfig segment, PlayerConfig player,
                     SessionConfig session, StreamConfig stream, AudioConfig audio, EngineConfig engine) {

  private static final String DEFAULTS = "/META-INF/worksound/conf/config.json";

  private static final ObjectMapper MAPPER = JsonMapper.builder()
    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
    .build();

  public Config {
    requireSection(http, "http");
    requireSection(acestep, "acestep");
    requireSection(segment, "segment");
    requireSection(player, "player");
    requireSection(session, "session");
    requireSection(stream, "stream");
    requireSection(audio, "audio");
    requireSection(engine, "engine");
    double longestFade = segment.overlapSeconds() - 0.1;
    require(player.crossfadeSeconds() <= longestFade, "player.crossfade_seconds", player.crossfadeSeconds(),
      "no more than segment.overlap_seconds less 0.1 (" + longestFade + ")");
  }

  private static void requireSection(Record section, String key) {
    require(section != null, key, null, "an object");
  }

  /**
   * Reads a configuration.
   *
   * @param given what differs from the defaults, as {@code -conf} passes it
   * @throws ConfigException naming the key, its value and what was expected
   */
  public static Config from(JsonObject given) {
    JsonObject settings = defaults().mergeIn(given, true);
    try {
      return MAPPER.readValue(settings.encode(), Config.class);
    } catch (JsonMappingException e) {
      throw explain(e, settings);
    } catch (JsonProcessingException e) {
      throw new ConfigException("the configuration is not JSON: " + e.getOriginalMessage());
    }
  }

  /** The defaults: {@code conf/config.json}, as it was packaged. */
  public static JsonObject defaults() {
    try (InputStream in = Config.class.getResourceAsStream(DEFAULTS)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigException explain(JsonMappingException e, JsonObject settings) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException refused) {
        return refused;
      }
    }
    String key = key(e.getPath());
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known = unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
      return new ConfigException(key, value(settings, e.getPath()), "no such key; known here: " + known);
    }
    String expected = e instanceof MismatchedInputException mismatch ? inWords(mismatch.getTargetType()) : null;
    if (e.getCause() instanceof IllegalArgumentException refused) {
      expected = refused.getMessage();
    }
    return new ConfigException(key, value(settings, e.getPath()), expected == null ? e.getOriginalMessage() : expected);
  }

  private static String key(List<JsonMappingException.Reference> path) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.isEmpty() ? "the configuration" : key.toString();
  }

  private static Object value(JsonObject settings, List<JsonMappingException.Reference> path) {
    Object value = settings;
    for (JsonMappingException.Reference step : path) {
      if (value instanceof JsonObject object && step.getFieldName() != null) {
        value = object.getValue(step.getFieldName());
      } else if (value instanceof JsonArray array && step.getIndex() >= 0) {
        value = array.getValue(step.getIndex());
      }
    }
    return value instanceof String text ? '"' + text + '"' : value;
  }

  private static String inWords(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    return List.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
