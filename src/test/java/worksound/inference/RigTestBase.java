package worksound.inference;


import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;

/** A stand-in and a rig in front of it, both opened by the test and closed after it. */
@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.CONCURRENT)
abstract class RigTestBase {

  @TempDir
  Path directory;
  Vertx vertx;
  AcestepStandIn standIn;
  Rig rig;

  @BeforeEach
  void remember(Vertx given) {
    vertx = given;
  }

  /**
   * Opens both.
   *
   * @param acestep what the acestep section sets
   * @param key     the key that is sent, null for none
   */
  void open(StandInOptions options, JsonObject acestep, String key) throws Exception {
    standIn = done(AcestepStandIn.start(vertx, options.segment(Rig.SECONDS_LONG, Rig.OVERLAP)));
    rig = new Rig(vertx, directory, standIn, acestep, key);
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
    done(standIn.close());
  }
}
