package worksound.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import worksound.messages.Status.StatusEvent;
import worksound.testing.Requirement;

class EventLogTest {

  @Test
  @Requirement("R21")
  void aLineNamesTheEventTheSessionAndTheSegment() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session_id", "ab12cd34");
    data.put("segment_index", 7);
    data.put("task_id", "t-1");
    data.put("generation_seconds", 12.34567);
    data.put("lm_model", null);
    data.put("at", "2026-11-22T18:00:00Z");
    assertThat(EventLog.line(new StatusEvent("generation_finished", data)))
      .isEqualTo("generation_finished  session=ab12cd34 segment=7 task_id=\"t-1\" generation_seconds=12.346");
  }

  @Test
  void aSegmentInsideAnEventIsLaidOut() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session_id", "ab");
    data.put("segment", Map.of("index", 3));
    assertThat(EventLog.line(new StatusEvent("segment_accepted", data)).strip()).isEqualTo("segment_accepted     session=ab segment=3");
  }

  @Test
  void aPromptCannotForgeALine() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session_id", "ab");
    data.put("prompt", "calm\n12:00:00 INFO session_stopped");
    assertThat(EventLog.line(new StatusEvent("prompt_changed", data))).doesNotContain("\n").contains("prompt=\"calm\\n12:00:00");
  }
}
