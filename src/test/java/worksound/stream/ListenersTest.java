package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import worksound.bus.Failure;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.TuneIn;

/** A radio whose stream was ended at second 0. */
class ListenersTest {

  private final Listeners listeners = new Listeners();

  @BeforeEach
  void end() {
    tuneIn("a", -10);
    listeners.end(new StreamEnded(List.of("a"), "stopped"), 0);
  }

  private void tuneIn(String id, double now) {
    listeners.expect(id);
    listeners.add(new TuneIn(id, Format.mp3, "radio", "radio@10.0.0.7", false, null), 10, now);
  }

  private void assertRefused(double now) {
    assertThatThrownBy(() -> tuneIn("b", now)).as("at " + now).matches(e -> Failure.of(e) == Failure.PLAYBACK_TAKEN);
  }

  @Test
  void itStaysOutUntilItIsQuiet() {
    assertRefused(1);
    assertRefused(5.5);
    tuneIn("c", 5.5 + Listeners.QUIET_SECONDS);
    assertThat(listeners.ids()).containsExactly("c");
  }

  @Test
  void itStaysOutForAMinuteAtMost() {
    for (int now = 3; now < Listeners.LONGEST_SECONDS; now += 3) {
      assertRefused(now);
    }
    tuneIn("c", Listeners.LONGEST_SECONDS);
    assertThat(listeners.ids()).containsExactly("c");
  }
}
