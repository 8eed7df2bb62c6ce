package worksound.inference;

import io.vertx.core.Deployable;
import java.util.List;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.time.Scheduler;

/** A disk whose free space a test decides, and the generation loop that works on it. */
public final class FillableDisk {

  private volatile long usableBytes = Long.MAX_VALUE;

  /** The verticle that asks this disk for its space. */
  public Deployable inference(Config config) {
    return new InferenceVerticle(config, List.of(AcestepHost.of(config.acestep(), null)), folder -> usableBytes, Scheduler::of);
  }

  /** Not a byte is left from now on. */
  public void fill() {
    usableBytes = 0;
  }

  /** There is all the space in the world again. */
  public void clear() {
    usableBytes = Long.MAX_VALUE;
  }
}
