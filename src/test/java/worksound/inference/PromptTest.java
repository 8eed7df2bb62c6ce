package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import worksound.acestep.Fault;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.messages.Addresses;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SessionEvents.SessionFailed;

/** A prompt counts for every segment whose task ACE-Step has not been given yet. */
@Timeout(60)
class PromptTest extends RigTestBase {

  @Test
  void aPromptChangedWhileModelsLoadIsThatOfTheFirstSegment() throws Exception {
    open(new StandInOptions().initMillis(60_000), new JsonObject(), null);
    rig.play();
    rig.await(GenerationProgressed.class, shown -> shown.stage().startsWith("loading models"));
    assertThat(rig.change("rain").appliesFromSegment()).isZero();
    assertThat(rig.status().prompt().current()).isEqualTo("rain");
    standIn.endInit();
    assertMadeWith(0, "rain");
    assertThat(new JsonObject(Files.readString(directory.resolve("resume.json"))).getJsonObject("segment").getString("prompt")).isEqualTo("rain");
  }

  @Test
  void aPromptChangedWhileEarlierWorkIsWaitedForIsThatOfTheNextTask() throws Exception {
    open(new StandInOptions(), new JsonObject(), null);
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.hold();
    rig.delivered(session, 0);
    done(standIn.await(StandInEvent.HELD, 1));
    standIn.next(Fault.REFUSED_KEY);
    rig.await(SessionFailed.class, any -> true);
    int before = rig.all(GenerationSubmitted.class).size();
    rig.resume();
    rig.await(GenerationProgressed.class, shown -> shown.stage().contains("earlier work"));
    assertThat(rig.change("rain").appliesFromSegment()).isEqualTo(1);
    standIn.release();
    rig.await(SegmentAccepted.class, accepted -> accepted.segment().index() == 1);
    assertThat(rig.all(GenerationSubmitted.class).get(before).prompt()).isEqualTo("rain");
    assertThat(rig.status().prompt().current()).isEqualTo("rain");
  }

  @Test
  void aPromptChangedWhileTheSeedIsCutIsThatOfTheSegmentTheSeedIsFor() throws Exception {
    open(new StandInOptions(), new JsonObject(), null);
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    Promise<Void> asked = Promise.promise();
    Promise<Void> cut = Promise.promise();
    vertx.eventBus().addOutboundInterceptor(delivery -> {
      if (delivery.message().address().equals(Addresses.AUDIO_PREPARE.address())) {
        asked.tryComplete();
        cut.future().onSuccess(v -> delivery.next());
      } else {
        delivery.next();
      }
    });
    rig.delivered(session, 0);
    done(asked.future());
    assertThat(rig.change("rain").appliesFromSegment()).isEqualTo(1);
    cut.complete();
    assertMadeWith(1, "rain");
  }

  @Test
  void aPromptChangedAfterTheTaskWasSubmittedIsThatOfTheSegmentAfter() throws Exception {
    open(new StandInOptions(), new JsonObject(), null);
    standIn.hold();
    String session = rig.play();
    done(standIn.await(StandInEvent.HELD, 1));
    rig.await(GenerationSubmitted.class, any -> true);
    assertThat(rig.change("rain").appliesFromSegment()).isEqualTo(1);
    standIn.release();
    assertMadeWith(0, "calm");
    rig.delivered(session, 0);
    assertMadeWith(1, "rain");
  }

  /** The task, the events and the segment name one and the same prompt. */
  private void assertMadeWith(int index, String prompt) throws Exception {
    SegmentAccepted accepted = rig.await(SegmentAccepted.class, any -> any.segment().index() == index);
    assertThat(accepted.segment().prompt()).isEqualTo(prompt);
    assertThat(rig.await(GenerationSubmitted.class, any -> any.segmentIndex() == index).prompt()).isEqualTo(prompt);
    assertThat(standIn.tasks().get(index).request().text("prompt", null)).isEqualTo(prompt);
    assertThat(rig.status().prompt()).matches(shown -> index == 0 || shown.current().equals(prompt) && shown.pending() == null);
  }
}
