package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import worksound.testing.Requirement;

/** Whatever goes wrong, whenever it does: the music goes on or the person is told what to do, and nothing is left behind. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@Tag("long")
class FaultMatrixTest {

  static Stream<Arguments> matrix() {
    return Stream.of(AcestepAdversity.values(), HouseAdversity.values(), PageAdversity.values()).flatMap(Arrays::stream)
      .flatMap(adversity -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(adversity, moment)));
  }

  @ParameterizedTest(name = "{0} while {1}")
  @MethodSource("matrix")
  @Requirement("B15")
  void nothingBreaksIt(Adversity adversity, Moment moment, Vertx vertx, @TempDir Path audioDir) throws Exception {
    World world = adversity.world(vertx, audioDir);
    moment.reach(world);
    assertThat(world.server.status().getString("state")).isEqualTo(moment.state);
    adversity.befall(world, moment);
    world.assertMusicGoesOn();
    world.assertNothingIsLeft(adversity.leaves());
  }
}
