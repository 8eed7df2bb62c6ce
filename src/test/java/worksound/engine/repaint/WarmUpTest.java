package worksound.engine.repaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import worksound.engine.sound.Sound;

/** The band plays itself in for as long as it is told to, or until it is needed. */
class WarmUpTest {

  private final AtomicInteger blocks = new AtomicInteger();

  @Test
  void itPlaysSoManySeconds() {
    WarmUp.play("rain, piano", 2, () -> blocks.incrementAndGet() < 0);
    assertThat(blocks.get() * (double) Sound.BLOCK / 48_000).isBetween(1.9, 3.0);
  }

  @Test
  void itGivesUpWhenItIsNeeded() {
    WarmUp.play("rain, piano", 2, () -> blocks.incrementAndGet() > 3);
    assertThat(blocks.get()).isEqualTo(4);
  }
}
