package worksound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

class ReplayBufferTest {

  private final ReplayBuffer events = new ReplayBuffer();

  private void add(int count, int bytes) {
    for (int i = 0; i < count; i++) {
      events.add(Buffer.buffer(new byte[bytes]));
    }
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(events.next()).isEqualTo(1);
    assertThat(events.oldest()).isEqualTo(1);
  }

  @Test
  void keepsSoManyEventsAndNoMore() {
    add(1, 7);
    add(ReplayBuffer.MAX_EVENTS, 1);
    assertThat(events.oldest()).isEqualTo(2);
    assertThat(events.get(2).length()).isEqualTo(1);
    assertThatThrownBy(() -> events.get(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> events.get(events.next())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("B10")
  void isBoundedInBytesTooButKeepsTheNewestEvent() {
    add(ReplayBuffer.MAX_EVENTS, ReplayBuffer.MAX_BYTES / 4);
    assertThat(events.next() - events.oldest()).isEqualTo(4);
    add(1, 2 * ReplayBuffer.MAX_BYTES);
    assertThat(events.next() - events.oldest()).isEqualTo(1);
    add(3, 1);
    assertThat(events.next() - events.oldest()).as("the large one is gone").isEqualTo(3);
  }
}
