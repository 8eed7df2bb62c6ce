package worksound.inference;

import io.vertx.core.Deployable;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.time.Scheduler;

/** The inference verticle on a clock that a test of another package moves. */
public final class InferenceOnClock {

  private InferenceOnClock() {
  }

  /** A clock and its alarms, as the generation loop and everything below it wants them. Times are in seconds. */
  public interface Clock {

    double seconds();

    long schedule(double seconds, Runnable action);

    void cancel(long timerId);

    /** 0…1, where in its range a pause lies. */
    default double random() {
      return ThreadLocalRandom.current().nextDouble();
    }
  }

  /** The verticle, not yet deployed; to be deployed as a worker. */
  public static Deployable verticle(Config config, Clock clock) {
    List<AcestepHost> hosts = config.acestep().url().stream().map(server -> AcestepHost.of(config.acestep().of(server), null)).toList();
    return new InferenceVerticle(config, hosts, vertx -> new Scheduler() {
      @Override
      public double seconds() {
        return clock.seconds();
      }

      @Override
      public long schedule(double seconds, Runnable action) {
        return clock.schedule(seconds, action);
      }

      @Override
      public void cancel(long timerId) {
        clock.cancel(timerId);
      }

      @Override
      public double random() {
        return clock.random();
      }
    });
  }
}
