package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import worksound.stream.mix.Frames;

/** Sound is mixed as time passes, and once there is music so much more that players can fill their buffers. */
class PacerTest {

  private final Pacer pacer = new Pacer(100);

  @Test
  void silenceIsMixedAsTimePassesOnceAPlayerHasWaitedLongEnough() {
    assertThat(mix(100)).isZero();
    assertThat(mix(100 + Pacer.PATIENCE_SECONDS)).isZero();
    assertThat(mix(101.5 + Pacer.PATIENCE_SECONDS)).isEqualTo(Frames.of(1.5));
    assertThat(mix(102 + Pacer.PATIENCE_SECONDS)).isEqualTo(Frames.of(0.5));
  }

  @Test
  void musicThatBeginsBeforeHasNoSilenceAheadOfIt() {
    assertThat(mix(101)).isZero();
    pacer.musicBegins(101);
    assertThat(mix(101)).isEqualTo(Frames.of(3));
    assertThat(mix(101.1)).isEqualTo(Frames.of(0.1));
  }

  @Test
  void whenMusicBeginsThreeSecondsOfItComeAtOnce() {
    double now = 102 + Pacer.PATIENCE_SECONDS;
    mix(now);
    pacer.musicBegins(now);
    assertThat(mix(now)).isEqualTo(Frames.of(3));
    assertThat(mix(now + 0.1)).isEqualTo(Frames.of(0.1));
  }

  @Test
  void aLateTickIsMadeUpForButNotANightOfSleep() {
    pacer.musicBegins(100);
    mix(100);
    assertThat(mix(104)).isEqualTo(Frames.of(4));
    assertThat(mix(104 + 8 * 3_600)).isZero();
    assertThat(mix(105 + 8 * 3_600)).isEqualTo(Frames.of(1));
  }

  private long mix(double now) {
    long due = pacer.due(now);
    pacer.mixed(due);
    return due;
  }
}
