package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import worksound.acestep.StandInOptions;
import worksound.messages.Addresses;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Liveness.Ping;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.MusicDecayed;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.testing.Requirement;

/** Music that wears down is gone back on: to the end of the last segment that it is compared with. */
@Timeout(120)
@Requirement("B17")
class DecayTest extends RigTestBase {

  private static final int ANCHOR = 2;
  private static final int LONGEST = 20;

  @Test
  void musicThatWearsDownGoesBackToTheAnchor() throws Exception {
    String session = play();
    int worn = playUntilDecayed(session);
    MusicDecayed decayed = rig.all(MusicDecayed.class).get(0);
    assertThat(decayed.anchorIndex()).isEqualTo(ANCHOR);
    assertThat(rig.status().renewal().code()).isEqualTo("music-decayed");
    assertThat(rig.files()).anyMatch(file -> file.endsWith("anchor.wav"));
    JsonObject kept = new JsonObject(Files.readString(directory.resolve("resume.json"))).getJsonObject("decay");
    assertThat(kept.getInteger("anchor_index")).isEqualTo(ANCHOR);
    assertThat(kept.getJsonArray("references")).hasSize(3);

    rig.delivered(session, worn);
    Segment back = accepted(worn + 1);
    assertThat(back.sourceIndex()).isEqualTo(ANCHOR);
    assertThat(back.join()).isEqualTo(Segment.Join.crossfade);
    assertThat(back.overlapSeconds()).isEqualTo(Rig.OVERLAP);
    assertThat(back.seam().correlation()).as("it begins with the anchor").isGreaterThan(0.99);
    assertThat(rig.await(GenerationSubmitted.class, task -> task.segmentIndex() == worn + 1).taskType()).isEqualTo("repaint");
    rig.delivered(session, worn + 1);
    Segment next = accepted(worn + 2);
    assertThat(next.sourceIndex()).isEqualTo(worn + 1);
    assertThat(next.seam().correlation()).isGreaterThan(0.99);
    assertThat(rig.status().renewal()).isNull();
  }

  @Test
  @Tag("long")
  void withoutTheAnchorItGoesOnAsANewPiece() throws Exception {
    String session = play();
    int worn = playUntilDecayed(session);
    for (String file : rig.files()) {
      if (file.endsWith("anchor.wav")) {
        Files.delete(directory.resolve(file));
      }
    }
    rig.delivered(session, worn);
    Segment piece = accepted(worn + 1);
    assertThat(piece.sourceIndex()).isNull();
    assertThat(piece.join()).isEqualTo(Segment.Join.crossfade);
  }

  private String play() throws Exception {
    open(new StandInOptions().wears(4), new JsonObject(), null);
    return rig.play();
  }

  /** Plays until the music has worn down. @return the newest segment then */
  private int playUntilDecayed(String session) throws Exception {
    for (int index = 0; index < LONGEST; index++) {
      accepted(index);
      // What audio says of a segment besides, it says before it answers the next request.
      done(Addresses.AUDIO_PING.ask(vertx, new Ping()));
      if (!rig.all(MusicDecayed.class).isEmpty()) {
        return index;
      }
      rig.delivered(session, index);
    }
    throw new AssertionError("nothing has worn down in " + LONGEST + " segments");
  }

  private Segment accepted(int index) throws Exception {
    return rig.await(SegmentAccepted.class, any -> any.segment().index() == index).segment();
  }
}
