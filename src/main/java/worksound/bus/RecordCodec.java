package worksound.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/** Carries a record by reference inside a node, which its immutability makes safe, and as JSON between nodes. */
public final class RecordCodec<T extends Record> implements MessageCodec<T, T> {

  private final Class<T> type;

  public RecordCodec(Class<T> type) {
    this.type = type;
  }

  @Override
  public void encodeToWire(Buffer out, T message) {
    Buffer json = JsonObject.mapFrom(message).toBuffer();
    out.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public T decodeFromWire(int position, Buffer in) {
    int start = position + Integer.BYTES;
    return new JsonObject(in.getBuffer(start, start + in.getInt(position))).mapTo(type);
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
