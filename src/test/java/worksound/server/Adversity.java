package worksound.server;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import worksound.acestep.StandInOptions;

/** Something that goes wrong at some moment. */
interface Adversity {

  /** The world that it befalls. */
  default World world(Vertx vertx, Path audioDir) throws Exception {
    return new World(vertx, audioDir, new StandInOptions(), null);
  }

  /** Happens, is seen for what it is, and passes. */
  void befall(World world, Moment moment) throws Exception;

  /** Files that it leaves behind on purpose. */
  default String[] leaves() {
    return new String[0];
  }
}
