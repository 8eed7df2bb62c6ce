package worksound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SseFrameTest {

  @Test
  void anEventHasItsIdNameAndOneLineOfData() {
    assertThat(SseFrame.event("7f-3", "segment_accepted", new JsonObject().put("index", 3)))
      .isEqualTo("id: 7f-3\nevent: segment_accepted\ndata: {\"index\":3}\n\n");
  }

  @Test
  void aStatusHasNoId() {
    assertThat(SseFrame.event(null, "status", new JsonObject())).isEqualTo("event: status\ndata: {}\n\n");
  }

  @Test
  void lineBreaksInATextCannotForgeAFrame() {
    String frame = SseFrame.event(null, "prompt_changed", new JsonObject().put("prompt", "calm\n\nevent: session_stopped\rdata: {}"));
    assertThat(frame.lines().filter(line -> line.startsWith("event:"))).containsExactly("event: prompt_changed");
    assertThat(frame).doesNotContain("\r");
  }

  @Test
  void aLineBreakInANameIsRefused() {
    assertThatThrownBy(() -> SseFrame.event(null, "a\nb", new JsonObject())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SseFrame.event("1\r", "a", new JsonObject())).isInstanceOf(IllegalArgumentException.class);
  }
}
