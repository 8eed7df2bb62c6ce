package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.messages.Snapshot;
import worksound.stream.Heard.EntryPoint;
import worksound.testing.Requirement;

/** The music goes on at the second that was heard last, whoever heard it. */
@Requirement({"B6", "B12"})
class HeardTest {

  /** Segments of 60 s with an overlap of 15 s, so that each adds 45 s. */
  @ParameterizedTest
  @CsvSource({"3,4,3,20,3,20", "3,4,3,50,4,5", "3,4,3,45,4,0", "4,5,3,50,4,5", "4,5,3,20,4,0", "3,3,3,59.9,3,59", "5,6,9,10,5,0"})
  void theNewestSegmentThatHoldsThatSecondIsEntered(int oldest, int newest, int heard, double position, int index, double offset) {
    EntryPoint entry = Heard.entry(snapshot(oldest, newest, null), new Heard(heard, position));
    assertThat(entry.segment().index()).isEqualTo(index);
    assertThat(entry.offset()).isEqualTo(offset);
  }

  /** Segment 4 begins a new piece. */
  @ParameterizedTest
  @CsvSource({"3,5,3,50,3,50", "4,5,3,50,4,0", "3,5,4,50,5,5"})
  void aNewPieceHoldsNothingOfWhatWasHeardBefore(int oldest, int newest, int heard, double position, int index, double offset) {
    EntryPoint entry = Heard.entry(snapshot(oldest, newest, 4, null), new Heard(heard, position));
    assertThat(entry.segment().index()).isEqualTo(index);
    assertThat(entry.offset()).isEqualTo(offset);
  }

  @Test
  void whatNobodyHasHeardBeginsAtItsBeginning() {
    assertThat(Heard.entry(snapshot(0, -1, null), null)).isNull();
    assertThat(Heard.entry(snapshot(0, 1, null), null).segment().index()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"playing,2,12", "idle,2,10", "playing,3,10", "playing,0,10"})
  void whatPlaysHasGoneOnSinceItWasReported(String state, int age, double position) {
    JsonObject playback = new JsonObject().put("player_id", "page").put("state", state).put("segment_index", 3).put("position_seconds", 10)
      .put("reported_at", "2026-01-01T00:00:0" + (5 - age) + "Z");
    assertThat(Heard.in(snapshot(3, 3, playback))).isEqualTo(new Heard(3, position));
  }

  @Test
  void nobodyHearsAnythingBeforeTheFirstSound() {
    assertThat(Heard.in(snapshot(0, 0, null))).isNull();
    assertThat(Heard.in(snapshot(0, 0, new JsonObject().put("player_id", "page").put("state", "generating")))).isNull();
  }

  private static Snapshot snapshot(int oldest, int newest, JsonObject playback) {
    return snapshot(oldest, newest, -1, playback);
  }

  private static Snapshot snapshot(int oldest, int newest, int piece, JsonObject playback) {
    JsonArray segments = new JsonArray();
    IntStream.rangeClosed(oldest, newest).forEach(index -> segments.add(new JsonObject().put("index", index).put("seconds", 60)
      .put("join", index == piece ? "crossfade" : "overlap")));
    return new JsonObject().put("server_time", "2026-01-01T00:00:05Z").put("segments", segments).put("playback", playback)
      .put("timing", new JsonObject().put("segment_seconds", 60).put("overlap_seconds", 15)).mapTo(Snapshot.class);
  }
}
