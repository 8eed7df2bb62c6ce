package worksound.audio;

import io.vertx.core.Deployable;
import java.nio.file.Path;
import worksound.config.Config;

/** A disk whose free space a test decides, and the audio verticle that works on it. */
public final class FillableDisk {

  private volatile long usableBytes = Long.MAX_VALUE;

  /** The verticle that asks this disk for its space. */
  public Deployable audio(Config config) {
    return new AudioVerticle(config.audio(), config.segment(), this::usableBytes);
  }

  /** So much is left from now on; below 0 the question itself fails. */
  public void leave(long bytes) {
    usableBytes = bytes;
  }

  /** Not a byte is left from now on. */
  public void fill() {
    leave(0);
  }

  /** There is all the space in the world again. */
  public void clear() {
    leave(Long.MAX_VALUE);
  }

  private long usableBytes(Path asked) {
    if (usableBytes < 0) {
      throw new IllegalStateException("a disk of " + usableBytes + " bytes");
    }
    return usableBytes;
  }
}
