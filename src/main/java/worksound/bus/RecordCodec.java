package worksound.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/** Carries {@link Wire} records by reference inside a node, which their immutability makes safe, and as JSON between nodes. */
public final class RecordCodec implements MessageCodec<Record, Record> {

  private static final String NAME = "record";
  private static final String TYPE = "type";
  private static final String BODY = "body";

  /** Lets such records travel; once per Vert.x instance, before the first verticle. */
  public static void register(EventBus bus) {
    bus.registerCodec(new RecordCodec()).codecSelector(body -> isMessage(body.getClass()) ? NAME : null);
  }

  private static boolean isMessage(Class<?> type) {
    return type.isRecord() && type.isAnnotationPresent(Wire.class);
  }

  @Override
  public void encodeToWire(Buffer out, Record message) {
    Buffer json = new JsonObject().put(TYPE, message.getClass().getName()).put(BODY, JsonObject.mapFrom(message)).toBuffer();
    out.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public Record decodeFromWire(int position, Buffer in) {
    int start = position + Integer.BYTES;
    JsonObject json = new JsonObject(in.getBuffer(start, start + in.getInt(position)));
    return json.getJsonObject(BODY).mapTo(type(json.getString(TYPE)));
  }

  private static Class<? extends Record> type(String name) {
    try {
      Class<?> type = Class.forName(name, false, RecordCodec.class.getClassLoader());
      if (isMessage(type)) {
        return type.asSubclass(Record.class);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("type is " + name + ", expected a message that this version knows", e);
    }
    throw new IllegalArgumentException("type is " + name + ", expected a message");
  }

  @Override
  public Record transform(Record message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
