package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.messages.Addresses;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.TunedOut;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.stream.encode.StreamEncoder;
import worksound.stream.mix.Mixer;
import worksound.testing.Requirement;

/** While the first sound is waited for, an encoder that nobody hears has Java compile the code. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Requirement("B12")
class WarmUpTest {

  private final List<Counted> made = new CopyOnWriteArrayList<>();
  private StreamHouse house;

  @BeforeEach
  void deploy(Vertx vertx, @TempDir Path directory) throws Exception {
    house = new StreamHouse(vertx, directory, Map.of(Format.mp3, () -> {
      made.add(new Counted());
      return made.get(made.size() - 1);
    }));
    house.tuneIn("a", Format.mp3);
    house.pass(0.5);
  }

  @Test
  void itEncodesUntilThereIsMusicAndWhatIsSentKnowsNothingOfIt() throws Exception {
    assertThat(made).hasSize(2);
    assertThat(made.get(0).blocks).as("sent").hasValue(0);
    assertThat(made.get(1).blocks).as("unheard").hasValueBetween(4, 8);
    house.accept(0);
    house.pass(0.5);
    int unheard = made.get(1).blocks.get();
    house.pass(1);
    assertThat(made.get(0).blocks).as("sent").hasValueGreaterThan(30);
    assertThat(made.get(1).blocks).as("unheard").hasValue(unheard).hasValueLessThan(WarmUp.BLOCKS);
  }

  @Test
  void itIsDoneOnceForEachFormat() throws Exception {
    house.pass(2);
    assertThat(made.get(1).blocks).as("unheard").hasValue(WarmUp.BLOCKS);
    Addresses.STREAM_TUNED_OUT.publish(house.vertx, new TunedOut("a"));
    house.settle();
    house.tuneIn("b", Format.mp3);
    house.pass(1);
    assertThat(made).as("the encoders of two streams, and the unheard one").hasSize(3);
    assertThat(made.get(1).blocks).as("unheard").hasValue(WarmUp.BLOCKS);
  }

  @Test
  void onceThereWasMusicItNeverGoesOn() throws Exception {
    house.accept(0);
    house.pass(0.5);
    int unheard = made.get(1).blocks.get();
    Addresses.SESSION_STOPPED.publish(house.vertx, new SessionStopped(StreamHouse.SESSION, Instant.now()));
    house.pass(2);
    house.tuneIn("b", Format.mp3);
    house.pass(2);
    assertThat(made).as("the encoders of two streams, and the unheard one").hasSize(3);
    assertThat(made.get(1).blocks).as("unheard").hasValue(unheard).hasValueLessThan(WarmUp.BLOCKS);
  }

  /** Counts the blocks that are not silent. */
  private static final class Counted implements StreamEncoder {

    private final AtomicInteger blocks = new AtomicInteger();

    @Override
    public byte[] header() {
      return new byte[0];
    }

    @Override
    public byte[] encode(float[] samples, int frames) {
      assertThat(frames).isEqualTo(Mixer.BLOCK);
      for (float sample : samples) {
        if (sample != 0) {
          blocks.incrementAndGet();
          break;
        }
      }
      return new byte[1];
    }
  }
}
