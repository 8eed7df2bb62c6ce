package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.messages.Snapshot;
import worksound.stream.Heard.EntryPoint;
import worksound.testing.Requirement;

/** The music goes on at the second that was heard last, whoever heard it. */
@Requirement({"B6", "B12"})
class HeardTest {

  private static final Path TABLE = Path.of("src/test/js/tables/entry-points.json");

  /** {@code start-position.test.js} holds the page to the same table. */
  @TestFactory
  Stream<DynamicTest> theStreamEntersWhereThePageDoes() throws IOException {
    return new JsonArray(Files.readString(TABLE)).stream().map(JsonObject.class::cast)
      .map(given -> dynamicTest(given.getString("name"), () -> assertThat(entered(given)).isEqualTo(given.getJsonArray("enters"))));
  }

  private static JsonArray entered(JsonObject given) {
    JsonArray heard = given.getJsonArray("heard");
    EntryPoint entry = Heard.entry(snapshot(given.getJsonArray("segments"), given.getInteger("piece"), null),
      heard == null ? null : new Heard(heard.getInteger(0), heard.getDouble(1)));
    return entry == null ? null : JsonArray.of(entry.segment().index(), entry.offset());
  }

  @ParameterizedTest
  @CsvSource({"playing,2,12", "idle,2,10", "playing,3,10", "playing,0,10"})
  void whatPlaysHasGoneOnSinceItWasReported(String state, int age, double position) {
    JsonObject playback = new JsonObject().put("player_id", "page").put("state", state).put("segment_index", 3).put("position_seconds", 10)
      .put("reported_at", "2026-01-01T00:00:0" + (5 - age) + "Z");
    assertThat(Heard.in(snapshot(JsonArray.of(3), null, playback), "s")).isEqualTo(new Heard(3, position));
  }

  @Test
  void nobodyHearsAnythingBeforeTheFirstSound() {
    assertThat(Heard.in(snapshot(JsonArray.of(0), null, null), "s")).isNull();
    assertThat(Heard.in(snapshot(JsonArray.of(0), null, new JsonObject().put("player_id", "page").put("state", "generating")), "s")).isNull();
  }

  @Test
  void whatWasHeardLastCountsWhereNothingIsReportedAnyMoreOrYet() {
    JsonObject heard = new JsonObject().put("segment_index", 3).put("position_seconds", 10);
    for (JsonObject playback : new JsonObject[] {null, new JsonObject().put("player_id", "page").put("state", "generating")}) {
      Snapshot snapshot = JsonObject.mapFrom(snapshot(JsonArray.of(3), null, playback)).put("heard", heard).mapTo(Snapshot.class);
      assertThat(Heard.in(snapshot, "s")).isEqualTo(new Heard(3, 10));
      assertThat(Heard.in(snapshot, "of another session")).isNull();
    }
    Snapshot kept = new JsonObject().put("resumable", new JsonObject().put("session_id", "s").put("heard", heard)).put("segments", new JsonArray())
      .mapTo(Snapshot.class);
    assertThat(Heard.in(kept, "s")).isEqualTo(new Heard(3, 10));
    assertThat(Heard.in(kept, "of another session")).isNull();
  }

  /** Segments of 60 s with an overlap of 15 s, so that each adds 45 s. @param piece the one that begins a new piece, if any */
  private static Snapshot snapshot(JsonArray indices, Integer piece, JsonObject playback) {
    JsonArray segments = new JsonArray();
    indices.forEach(index -> segments.add(new JsonObject().put("index", index).put("seconds", 60)
      .put("join", index.equals(piece) ? "crossfade" : "overlap")));
    return new JsonObject().put("session_id", "s").put("server_time", "2026-01-01T00:00:05Z").put("segments", segments).put("playback", playback)
      .put("timing", new JsonObject().put("segment_seconds", 60).put("overlap_seconds", 15)).mapTo(Snapshot.class);
  }
}
