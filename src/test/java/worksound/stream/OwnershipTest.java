package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import worksound.messages.Snapshot;
import worksound.stream.Ownership.State;
import worksound.testing.Requirement;

/** Who began last plays; a snapshot from before that takes nothing away. */
@Requirement({"B6", "B12"})
class OwnershipTest {

  private final Ownership ownership = new Ownership("stream", "session");

  @Test
  void whoPlayedBeforeIsStillSeenForAWhile() {
    assertThat(evaluate("session", "page")).isEqualTo(State.OURS);
    ownership.accepted();
    assertThat(evaluate("session", "page")).isEqualTo(State.OURS);
    assertThat(ownership.claims()).isFalse();
  }

  @Test
  void whoBeginsAfterwardsHasTakenIt() {
    evaluate("session", "stream");
    assertThat(evaluate("session", "page")).isEqualTo(State.TAKEN);
  }

  @Test
  void whenTheServerHasForgottenWhoPlaysItIsClaimedAgain() {
    evaluate("session", "stream");
    ownership.accepted();
    assertThat(evaluate("session", null)).isEqualTo(State.OURS);
    assertThat(ownership.claims()).isTrue();
  }

  @Test
  void aSessionThatIsNotSeenYetIsNotOver() {
    assertThat(evaluate(null, null)).isEqualTo(State.OURS);
    assertThat(evaluate("older", "page")).isEqualTo(State.OURS);
    evaluate("session", null);
    assertThat(evaluate(null, null)).isEqualTo(State.STOPPED);
    assertThat(evaluate("newer", null)).isEqualTo(State.TAKEN);
  }

  @Test
  void whereTheServerDoesNotKnowTheSessionTheStatusIsBelieved() {
    ownership.refused();
    assertThat(evaluate(null, null)).isEqualTo(State.STOPPED);
  }

  private State evaluate(String session, String player) {
    return ownership.evaluate(new JsonObject().put("session_id", session).put("segments", new JsonArray())
      .put("playback", player == null ? null : new JsonObject().put("player_id", player)).mapTo(Snapshot.class));
  }
}
