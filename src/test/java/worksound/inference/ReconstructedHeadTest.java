package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.acestep.StandInOptions;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.Measurements.Seam;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;

/** ACE-Step may rebuild the music that it is sent instead of returning it as it is, and it may be slow to load what it needs. */
@Timeout(60)
class ReconstructedHeadTest extends RigTestBase {

  private static final int SEGMENTS = 4;
  private static final JsonObject IMPATIENT = new JsonObject().put("answer_timeout_seconds", 2);

  private List<Segment> segments() {
    return rig.all(SegmentAccepted.class).stream().map(SegmentAccepted::segment).toList();
  }

  /** The seam says by how much it is late and by what gain it has changed, and the whole is one piece of music. */
  @ParameterizedTest
  @CsvSource({"0", "37", "480", "2000"})
  void theSeamFollowsAHeadThatComesBackLateColouredAndNotQuiteTheSame(int delayFrames) throws Exception {
    open(new StandInOptions().reconstructsHead(delayFrames), new JsonObject(), null);
    String session = rig.play();
    rig.playTo(session, 0, SEGMENTS - 1);
    rig.assertOneTape(session, SEGMENTS, delayFrames);
    assertThat(rig.all(GenerationFailed.class)).isEmpty();
    assertThat(segments()).hasSize(SEGMENTS);
    for (Segment segment : segments().subList(1, SEGMENTS)) {
      Seam seam = segment.seam();
      double normalisedDb = 20 * Math.log10(rig.task(session, segment.index()).gain());
      assertThat(seam.lagSamples()).isEqualTo(delayFrames);
      assertThat(seam.gainDb()).as("undoes the gain of the normalisation").isEqualTo(-normalisedDb, within(0.2));
      assertThat(seam.correlation()).isBetween(0.99, 0.9999);
      assertThat(seam.residualDb()).isBetween(-45.0, -17.0);
    }
  }

  @Test
  void aServerThatLoadsItsModelsForAsLongAsItTakesIsWaitedFor() throws Exception {
    open(new StandInOptions().initMillis(2_500), IMPATIENT, null);
    String session = rig.play();
    rig.playTo(session, 0, 1);
    assertThat(rig.all(GenerationFailed.class)).isEmpty();
  }

  /** While models are loaded for somebody else's job no endpoint answers at all. */
  @Test
  void aServerThatHangsInTheMiddleOfATaskIsTakenUpAgain() throws Exception {
    open(new StandInOptions(), IMPATIENT, null);
    standIn.hold();
    String session = rig.play();
    standIn.awaitTask(1).await();
    standIn.hang(2_500);
    standIn.release();
    rig.playTo(session, 0, 2);
    rig.assertOneTape(session, 3);
  }
}
