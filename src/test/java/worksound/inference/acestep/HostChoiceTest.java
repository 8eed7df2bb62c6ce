package worksound.inference.acestep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import worksound.config.AcestepConfig;
import worksound.config.Config;
import worksound.inference.acestep.http.ServerAddress;

/** Which of several servers generates; times in seconds. */
class HostChoiceTest {

  private final HostChoice choice = new HostChoice(2);

  @Test
  void theNextServerTakesOverFromOneThatFailedAndTheFirstIsAskedAgainLater() {
    assertThat(choice.choose(0)).isZero();
    assertThat(choice.hasOther(0)).isTrue();
    choice.failed(0);
    assertThat(choice.choose(0)).isEqualTo(1);
    assertThat(choice.choose(29)).isEqualTo(1);
    assertThat(choice.choose(31)).isZero();
    assertThat(choice.isDoubtful()).isTrue();
    choice.succeeded();
    assertThat(choice.isDoubtful()).isFalse();
  }

  @Test
  void aServerThatFailsAgainRestsLonger() {
    choice.choose(0);
    choice.failed(0);
    choice.choose(30);
    choice.failed(30);
    assertThat(choice.choose(89)).isEqualTo(1);
    assertThat(choice.choose(91)).isZero();
  }

  @Test
  void whenAllOfThemRestTheOneThatIsReadyFirstIsAsked() {
    choice.choose(0);
    choice.failed(0);
    choice.choose(1);
    choice.failed(1);
    assertThat(choice.hasOther(1)).isFalse();
    assertThat(choice.choose(2)).isZero();
  }

  @Test
  void aServerMayHaveParametersAndAKeyOfItsOwn() {
    AcestepConfig config = Config.from(new JsonObject("{\"acestep\": {\"url\": [\"http://gpu_1:8001\", "
      + "{\"url\": \"http://gpu-2:8001\", \"api_key_env\": \"SECOND\", \"params\": {\"shift\": 3.0}}]}}")).acestep();
    AcestepConfig second = config.of(config.url().get(1));
    assertThat(ServerAddress.of(config.baseUrl())).hasToString("http://gpu_1:8001");
    assertThat(second.apiKeyEnv()).isEqualTo("SECOND");
    assertThat(second.params()).containsEntry("shift", 3.0).containsEntry("audio_format", "wav");
  }
}
