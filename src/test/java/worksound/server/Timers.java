package worksound.server;

import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts the timers that the server has set; its Vertx keeps them to itself. */
final class Timers {

  private Timers() {
  }

  /** Those of a Vertx, without its own and those of the stand-in for ACE-Step. */
  static int of(Vertx vertx) throws ReflectiveOperationException {
    int count = 0;
    for (Object timer : ((Map<?, ?>) value(vertx, "timeouts")).values()) {
      String owner = value(timer, "handler").getClass().getName();
      count += owner.startsWith("worksound.") && !owner.startsWith("worksound.acestep.") ? 1 : 0;
    }
    return count;
  }

  private static Object value(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }
}
