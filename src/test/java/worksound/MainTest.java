package worksound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void thePoolsOfBlockingThreadsAreSmallUnlessTheCommandLineSaysOtherwise() {
    VertxOptions usual = new VertxOptions();
    Main.keepFewThreads(usual);
    assertThat(usual.getWorkerPoolSize()).isEqualTo(4);
    assertThat(usual.getInternalBlockingPoolSize()).isEqualTo(4);

    VertxOptions told = new VertxOptions().setWorkerPoolSize(7).setInternalBlockingPoolSize(30);
    Main.keepFewThreads(told);
    assertThat(told.getWorkerPoolSize()).isEqualTo(7);
    assertThat(told.getInternalBlockingPoolSize()).isEqualTo(30);
  }
}
