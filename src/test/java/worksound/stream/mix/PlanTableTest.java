package worksound.stream.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import worksound.testing.Requirement;

/** The stream plans what the page plans, to the frame: {@code plans.test.js} holds the page's timeline to the same table. */
class PlanTableTest {

  private static final Path TABLE = Path.of("src/test/js/tables/plans.json");

  @TestFactory
  @Requirement("B12")
  Stream<DynamicTest> theStreamPlansWhatThePagePlans() throws IOException {
    return new JsonArray(Files.readString(TABLE)).stream().map(JsonObject.class::cast)
      .map(given -> dynamicTest(given.getString("name"), () -> assertThat(planned(given)).isEqualTo(given.getJsonObject("step"))));
  }

  private static JsonObject planned(JsonObject given) {
    List<Slot> slots = given.getJsonArray("slots").stream().map(row -> slot((JsonArray) row)).toList();
    Step step = new JoinPlanner(given.getLong("fade"), given.getLong("overlap"))
      .next(slots, given.getLong("own_overlap"), candidate(given.getJsonObject("next")), given.getLong("now"));
    return step == null ? null : new JsonObject().put("kind", step.kind().name().toLowerCase(Locale.ROOT)).put("from", slots.indexOf(step.from()))
      .put("slot", row(step.slot())).put("fade_at", step.fadeAt()).put("fade_frames", step.fadeFrames()).put("gap", step.gap());
  }

  private static Candidate candidate(JsonObject next) {
    return next == null ? null
      : new Candidate(next.getInteger("index"), next.getLong("frames"), next.getLong("overlap"), next.getLong("lag"), next.getBoolean("apart"));
  }

  private static Slot slot(JsonArray row) {
    return new Slot(row.getInteger(0), row.getInteger(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  private static JsonArray row(Slot slot) {
    return JsonArray.of(slot.index(), slot.pass(), slot.zeroAt(), slot.enterAt(), slot.fadedInAt(), slot.endsAt());
  }
}
