package worksound.inference.acestep.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import worksound.config.SecondsRange;
import worksound.inference.SimulatedTime;
import worksound.inference.failure.Problem;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.testing.Requirement;

/** Looks at a server through simulated time. */
class StartupProbeTest {

  private static final Inventory COMPLETE = new Inventory(Set.of("sft", "turbo"), Set.of("4B", "1.7B"));

  private final SimulatedTime time = new SimulatedTime();
  private final List<EngineChecked> told = new ArrayList<>();
  private Supplier<Future<Inventory>> answer = () -> Future.succeededFuture(COMPLETE);
  private int looks;
  private final StartupProbe check = new StartupProbe("http://gpu:8001", time, () -> {
    looks++;
    return answer.get();
  }, new FallbackChain(Map.of("model", "sft", "lm_model_path", "4B", "thinking", true), List.of(Map.of("model", "turbo"))).parameterSets(),
    new SecondsRange(1, 60), told::add);

  @Test
  @Requirement("R10")
  void aServerThatHasEverythingIsAskedOnce() {
    check.begin();
    time.pass(3_600);
    assertThat(looks).isEqualTo(1);
    assertThat(told).singleElement().returns(true, EngineChecked::reachable).returns(null, EngineChecked::code)
      .returns(null, EngineChecked::message).returns(List.of("sft", "turbo"), EngineChecked::models)
      .returns(List.of("1.7B", "4B"), EngineChecked::lmModels).returns(List.of(), EngineChecked::missing);
  }

  @Test
  void aServerThatIsAwayIsAskedAgainMoreAndMoreSeldomAndToldOnce() {
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("connection refused"));
    check.begin();
    time.pass(60);
    assertThat(looks).isBetween(5, 12);
    int before = looks;
    time.pass(3_600);
    assertThat(looks - before).isBetween(60, 120);
    assertThat(told).singleElement().returns(false, EngineChecked::reachable).returns("unreachable", EngineChecked::code);
    answer = () -> Future.succeededFuture(COMPLETE);
    time.pass(60);
    assertThat(told).hasSize(2).last().returns(true, EngineChecked::reachable).returns(null, EngineChecked::message);
    int found = looks;
    time.pass(3_600);
    assertThat(looks).isEqualTo(found);
  }

  @Test
  void anotherReasonIsToldAsWell() {
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("connection refused"));
    check.begin();
    answer = () -> Future.failedFuture(Problem.SERVER_ERROR.because("500"));
    time.pass(300);
    assertThat(told).extracting(EngineChecked::code).containsExactly("unreachable", "server-error");
    assertThat(told).last().returns(true, EngineChecked::reachable);
  }

  @Test
  void whatWasFoundIsToldAgainToWhoeverMissedItUntilASessionBegins() {
    check.tellAgain();
    assertThat(told).as("before anything was found").isEmpty();
    answer = () -> Future.failedFuture(Problem.KEY_REFUSED.because("401"));
    check.begin();
    check.tellAgain();
    assertThat(told).hasSize(2).allMatch(told.get(0)::equals);
    check.end();
    check.tellAgain();
    assertThat(told).hasSize(2);
  }

  @Test
  void whatOnlyAPersonCanMendIsNotAskedAgain() {
    answer = () -> Future.failedFuture(Problem.KEY_REFUSED.because("401"));
    check.begin();
    time.pass(3_600);
    assertThat(looks).isEqualTo(1);
    assertThat(told).singleElement().returns(true, EngineChecked::reachable).returns("key-refused", EngineChecked::code);
  }

  @Test
  @Requirement("R10")
  void whatIsMissingIsNamedOnceWithTheCommandThatBringsIt() {
    answer = () -> Future.succeededFuture(new Inventory(Set.of("sft"), Set.of("1.7B")));
    check.begin();
    assertThat(told).singleElement().returns("models-missing", EngineChecked::code)
      .returns(List.of("4B", "turbo"), EngineChecked::missing);
    assertThat(told.get(0).message()).isEqualTo("4B is not on the GPU host; to get it, run there: uv run acestep-download --model 4B. "
      + "turbo is not on the GPU host; to get it, run there: uv run acestep-download --model turbo");
  }

  @Test
  void onceItIsOverItAsksNoMoreAndTellsNothing() {
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("connection refused"));
    check.begin();
    check.end();
    time.pass(3_600);
    assertThat(looks).isEqualTo(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void anAnswerThatComesWhenItIsOverIsNotToldAndNotFollowedByAnotherLook() {
    Promise<Inventory> late = Promise.promise();
    answer = late::future;
    check.begin();
    check.end();
    late.fail(Problem.UNREACHABLE.because("connection refused"));
    time.pass(3_600);
    assertThat(told).isEmpty();
    assertThat(looks).isEqualTo(1);
  }
}
