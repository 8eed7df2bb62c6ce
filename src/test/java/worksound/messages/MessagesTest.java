package worksound.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.bus.RecordCodec;

class MessagesTest {

  private final RecordCodec codec = new RecordCodec();

  /** Whatever an address carries. */
  static Stream<Type> types() {
    return Arrays.stream(Addresses.class.getFields()).map(Field::getGenericType).filter(ParameterizedType.class::isInstance)
      .flatMap(address -> Arrays.stream(((ParameterizedType) address).getActualTypeArguments())).distinct();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyMessageSurvivesTheWire(Class<?> type) {
    Record sent = (Record) sample(type, 1);
    assertThat(onceOverTheWire(sent)).isEqualTo(sent);
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsNotKnownTravelsAsNull(Class<?> type) {
    Record sent = (Record) sampleWithNulls(type);
    assertThat(onceOverTheWire(sent)).isEqualTo(sent);
  }

  private Record onceOverTheWire(Record message) {
    Buffer wire = Buffer.buffer("in front");
    int position = wire.length();
    codec.encodeToWire(wire, message);
    return codec.decodeFromWire(position, wire.appendString("behind"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"worksound.messages.NoSuchMessage", "java.lang.String", "worksound.bus.Topic"})
  void whatIsNoMessageIsRefused(String type) {
    Buffer json = new JsonObject().put("type", type).put("body", new JsonObject()).toBuffer();
    assertThatThrownBy(() -> codec.decodeFromWire(0, Buffer.buffer().appendInt(json.length()).appendBuffer(json)))
      .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(type);
  }

  private static Object sampleWithNulls(Class<?> type) {
    return create(type, Arrays.stream(type.getRecordComponents())
      .map(component -> component.getType().isPrimitive() || component.getType() == List.class ? sample(component, 1) : null).toArray());
  }

  private static Object sample(Class<?> type, int salt) {
    return create(type, Arrays.stream(type.getRecordComponents()).map(component -> sample(component, salt)).toArray());
  }

  private static Object sample(RecordComponent component, int salt) {
    Class<?> type = component.getType();
    int number = salt + component.getName().length();
    if (type == String.class) {
      return "日本語 \"" + component.getName() + "\"\n" + salt;
    } else if (type == int.class || type == Integer.class) {
      return number;
    } else if (type == long.class) {
      return 5_000_000_000L + number;
    } else if (type == double.class || type == Double.class) {
      return number + 0.25;
    } else if (type == boolean.class || type == Boolean.class) {
      return true;
    } else if (type == Instant.class) {
      return Instant.parse("2026-11-22T18:00:00.123456Z").plusSeconds(number);
    } else if (type == Buffer.class) {
      return Buffer.buffer("bytes " + salt);
    } else if (type == List.class) {
      return List.of(element(component, salt), element(component, salt + 1));
    } else if (type == Map.class) {
      return Map.of("index", number, "name", "text");
    } else if (type.isEnum()) {
      return type.getEnumConstants()[type.getEnumConstants().length - 1];
    }
    return sample(type, salt + 1);
  }

  private static Object element(RecordComponent list, int salt) {
    Class<?> type = (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    return type == String.class ? "text " + salt : type == Buffer.class ? Buffer.buffer("bytes " + salt) : type == Double.class ? Double.valueOf(salt + 0.25)
      : sample(type, salt);
  }

  private static Object create(Class<?> type, Object[] values) {
    Class<?>[] parameters = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type.getName(), e);
    }
  }

  @Test
  void whatAsksIsWaitedForLongerThanWhatItAsks() {
    assertThat(Addresses.SESSION_START.timeout()).isGreaterThan(Addresses.AUDIO_RESUME.timeout());
    assertThat(Addresses.SESSION_STOP.timeout()).isGreaterThan(Addresses.AUDIO_CLEAR.timeout());
  }
}
