package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import worksound.acestep.Fault;
import worksound.acestep.ReleaseRequest;
import worksound.acestep.StandInOptions;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.Snapshot.Explanation;
import worksound.messages.Snapshot.Phase;
import worksound.messages.Snapshot;
import worksound.testing.Requirement;

/** What is used when the first choice cannot be had, and that it is said. */
@Timeout(60)
class FallbackTest extends RigTestBase {

  private static final String LM_4B = "acestep-5Hz-lm-4B";
  private static final String LM_1_7B = "acestep-5Hz-lm-1.7B";
  private static final String LM_0_6B = "acestep-5Hz-lm-0.6B";
  private static final String SFT = "acestep-v15-sft";
  private static final String TURBO = "acestep-v15-turbo";

  private void open(StandInOptions options, JsonObject acestep) throws Exception {
    open(options, acestep, null);
  }

  @Test
  @Requirement("R9")
  void theFirstChoiceIsTheBest() throws Exception {
    open(new StandInOptions(), new JsonObject());
    rig.playTo(rig.play(), 0, 1);
    Snapshot.Engine engine = rig.status().engine();
    assertThat(engine.fellBack()).isFalse();
    assertThat(engine.note()).isNull();
    assertThat(engine.model()).isEqualTo(SFT);
    assertThat(engine.lmModel()).isEqualTo(LM_4B).isEqualTo(standIn.loadedLm());
    assertThat(rig.all(GenerationProgressed.class)).anyMatch(shown -> shown.stage().equals("loading models " + SFT + " and " + LM_4B)
      && shown.phase().equals(new Phase(Phase.Code.loading, List.of(SFT, LM_4B), null)));
    assertExplicit(standIn.tasks().get(1).request(), "50", "7.0", "1.0");
  }

  private static void assertExplicit(ReleaseRequest request, String steps, String guidance, String shift) {
    assertThat(request.text("inference_steps", null)).isEqualTo(steps);
    assertThat(request.text("guidance_scale", null)).isEqualTo(guidance);
    assertThat(request.text("shift", null)).isEqualTo(shift);
    assertThat(request.text("lm_backend", null)).isEqualTo("vllm");
    assertThat(request.text("lyrics", null)).isEqualTo("[Instrumental]");
    assertThat(request.text("vocal_language", null)).isEqualTo("unknown");
    assertThat(request.text("use_random_seed", null)).isEqualTo("true");
    assertThat(request.text("repainting_end", null)).isEqualTo("-1");
    assertThat(request.thinking()).isTrue();
  }

  @Test
  @Requirement({"R9", "R23"})
  void withThe4BFailingToLoadTheSessionPlaysOnThe17BAndSaysSo() throws Exception {
    open(new StandInOptions(), new JsonObject());
    standIn.breakModel(LM_4B);
    String session = rig.play();
    rig.playTo(session, 0, 2);
    rig.assertOneTape(session, 3);
    assertThat(standIn.loadedLm()).isEqualTo(LM_1_7B);
    GenerationFellBack fellBack = rig.await(GenerationFellBack.class, any -> true);
    assertThat(fellBack.reason()).contains("out of memory");
    Snapshot.Engine engine = rig.status().engine();
    assertThat(engine.fellBack()).isTrue();
    assertThat(engine.note()).isEqualTo(fellBack.reason());
    assertThat(engine.explanation()).isEqualTo(fellBack.explanation()).returns("out-of-memory", Explanation::code);
    assertThat(fellBack.explanation().detail()).contains("out of memory");
    assertThat(engine.model()).isEqualTo(SFT);
    assertThat(engine.lmModel()).isEqualTo(LM_1_7B);
    assertThat(rig.all(GenerationFellBack.class)).as("it never climbs within a session").hasSize(1);
  }

  @Test
  void loadingThatTakesTooLongIsGivenUp() throws Exception {
    open(new StandInOptions().initMillis(20_000), new JsonObject().put("init_timeout_seconds", 1).put("fallback", List.of()).put("max_attempts", 1));
    rig.play();
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isEqualTo("initialization-failed");
    assertThat(failed.message()).contains("acestep.init_timeout_seconds");
    assertThat(failed.explanation()).isEqualTo(new Explanation("initialization-timeout", Map.of("seconds", 1), null));
    assertThat(standIn.tasks()).isEmpty();
  }

  @Test
  void theNextSessionBeginsAtTheTopAgain() throws Exception {
    open(new StandInOptions(), new JsonObject());
    standIn.breakModel(LM_4B);
    rig.playTo(rig.play(), 0, 1);
    standIn.mendModel(LM_4B);
    rig.stop();
    String second = rig.play();
    rig.awaitAccepted(second, 0);
    assertThat(standIn.loadedLm()).isEqualTo(LM_4B);
    assertThat(rig.status().engine().fellBack()).isFalse();
    assertThat(rig.status().engine().note()).isNull();
  }

  @Test
  @Requirement("R9")
  void aModelThatIsNotThereIsNamedWithTheCommandThatFetchesIt() throws Exception {
    open(new StandInOptions().dits(TURBO), new JsonObject());
    rig.playTo(rig.play(), 0, 1);
    assertThat(rig.status().engine().model()).isEqualTo(TURBO);
    assertThat(rig.status().engine().note()).contains("uv run acestep-download --model " + SFT);
    assertThat(rig.status().engine().explanation())
      .isEqualTo(Explanation.modelsMissing(List.of(SFT), "uv run acestep-download --model " + SFT));
    assertExplicit(standIn.tasks().get(1).request(), "8", "1.0", "3.0");
  }

  @Test
  void withoutAnyLmTheMusicStillPlays() throws Exception {
    open(new StandInOptions().lms(LM_0_6B, LM_1_7B, LM_4B), new JsonObject());
    standIn.breakModel(LM_4B).breakModel(LM_1_7B).breakModel(LM_0_6B);
    String session = rig.play();
    rig.playTo(session, 0, 2);
    rig.assertOneTape(session, 3);
    assertThat(rig.status().engine().lmModel()).isNull();
    assertThat(standIn.tasks()).last().matches(task -> !task.request().thinking());
  }

  @Test
  void anLmThatIsLostInTheMiddleIsLoadedAgain() throws Exception {
    open(new StandInOptions(), new JsonObject());
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.failLm();
    rig.delivered(session, 0);
    rig.playTo(session, 1, 2);
    rig.assertOneTape(session, 3);
    assertThat(standIn.loadedLm()).isEqualTo(LM_4B);
    assertThat(rig.all(GenerationFailed.class)).isEmpty();
  }

  @Test
  @Requirement("R9")
  void anLmThatFailsInATaskLeadsToTheSmallerOne() throws Exception {
    open(new StandInOptions(), new JsonObject());
    standIn.next(Fault.failed("RuntimeError: 5Hz LM init failed: ❌ Error initializing 5Hz LM: CUDA error"));
    rig.playTo(rig.play(), 0, 1);
    assertThat(rig.await(GenerationFellBack.class, any -> true).lmModel()).isEqualTo(LM_1_7B);
    assertThat(standIn.loadedLm()).isEqualTo(LM_1_7B);
  }

  @Test
  void whatIsTooSlowGivesWayToWhatIsFaster() throws Exception {
    open(new StandInOptions().jobMillis(2_300), new JsonObject().put("fallback_slow_segments", 1)
      .put("fallback", List.of(new JsonObject().put("model", TURBO).put("inference_steps", 8).put("guidance_scale", 1.0).put("shift", 3.0))));
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    rig.delivered(session, 0);
    GenerationFellBack fellBack = rig.await(GenerationFellBack.class, any -> true);
    assertThat(fellBack.reason()).contains("longer to make than to play");
    rig.awaitAccepted(session, 1);
    rig.delivered(session, 1);
    assertThat(rig.await(GenerationSubmitted.class, task -> task.segmentIndex() == 2).model()).isEqualTo(TURBO);
    rig.awaitAccepted(session, 2);
    rig.assertOneTape(session, 3);
  }

  @Test
  void withNothingLeftToTryThePersonIsTold() throws Exception {
    open(new StandInOptions(), new JsonObject());
    standIn.breakModel(SFT).breakModel(TURBO);
    rig.play();
    SessionFailed failed = rig.await(SessionFailed.class, any -> true);
    assertThat(failed.code()).isIn("out-of-memory", "initialization-failed");
    assertThat(failed.message()).contains("out of memory");
    assertThat(standIn.tasks()).isEmpty();
  }
}
