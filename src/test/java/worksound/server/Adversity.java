package worksound.server;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import worksound.acestep.StandInOptions;

/** Something that goes wrong at some moment. */
interface Adversity {

  /** The world that it befalls. */
  default World world(Vertx vertx, Path audioDir, Moment moment) throws Exception {
    return new World(vertx, audioDir, new StandInOptions(), rate(moment), null);
  }

  /** WAVs leave slowly enough for a download to be under way when something happens to it. */
  static long rate(Moment moment) {
    return moment == Moment.DOWNLOADING ? 1_500_000 : 0;
  }

  /** Happens, is seen for what it is, and passes. */
  void befall(World world, Moment moment) throws Exception;

  /** Files that it leaves behind on purpose. */
  default String[] leaves() {
    return new String[0];
  }
}
