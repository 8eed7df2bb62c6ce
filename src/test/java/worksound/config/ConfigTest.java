package worksound.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.testing.Requirement;

class ConfigTest {

  @Test
  @Requirement({"R6", "R8"})
  void nothingGivenIsTheDefaults() {
    Config config = Config.from(new JsonObject());
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.acestep().prefersBuiltin()).isTrue();
    assertThat(config.segment()).isEqualTo(new SegmentConfig(60, 15));
    assertThat(config.segment().strideSeconds()).isEqualTo(45);
    assertThat(config.session().lookAhead().isAuto()).isTrue();
  }

  @Test
  void aFileHoldsOnlyWhatDiffers() {
    Config config = Config.from(new JsonObject("{\"http\": {\"port\": 9090}, \"acestep\": {\"params\": {\"shift\": 3.0}}}"));
    assertThat(config.http().port()).isEqualTo(9090);
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.acestep().params()).containsEntry("shift", 3.0).containsEntry("audio_format", "wav");
  }

  @Test
  void everyShippedFileIsValid() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("conf"), "*.json")) {
      for (Path file : files) {
        assertThat(Config.from(new JsonObject(Files.readString(file)))).as(file.toString()).isNotNull();
      }
    }
  }

  @Test
  void thePageKnowsTheDefaultPromptByItsName() throws IOException {
    String prompt = Config.from(new JsonObject()).session().defaultPrompt();
    assertThat(Files.readString(Path.of("webroot/js/view/music-name.js"))).contains("const DEFAULT_PROMPT = '" + prompt + "';");
  }

  @Test
  void thePageWaitsForADownloadThatIsHeldBackForTheLongestTime() throws IOException {
    assertThat(Config.from(new JsonObject("{\"http\": {\"download_delay\": 25}}")).http().downloadDelay().max()).isEqualTo(25);
    assertThat(Files.readString(Path.of("webroot/js/server/download.js"))).contains("const STALL_MILLISECONDS = 30_000;");
  }

  @Test
  void aPromptIsAsLongAsAPersonCountsIt() {
    String longest = "\uD83C\uDFB5".repeat(SessionConfig.MAX_PROMPT_LENGTH);
    assertThat(Config.from(prompt(longest)).session().defaultPrompt()).isEqualTo(longest);
    assertThat(SessionConfig.whyTooLong(longest)).isEmpty();
    assertThat(SessionConfig.whyTooLong(longest + "x")).contains("The prompt has 2,001 characters; at most 2,000 are taken.");
    assertThatThrownBy(() -> Config.from(prompt(longest + "x"))).hasMessageContaining("session.default_prompt");
  }

  private static JsonObject prompt(String defaultPrompt) {
    return new JsonObject().put("session", new JsonObject().put("default_prompt", defaultPrompt));
  }

  @Test
  void aDelayIsANumberOrARange() {
    assertThat(Config.from(new JsonObject("{\"http\": {\"download_delay\": 7}}")).http().downloadDelay()).isEqualTo(new SecondsRange(7, 7));
    assertThat(Config.from(new JsonObject("{\"http\": {\"download_delay\": [5, 10]}}")).http().downloadDelay().at(0.5)).isEqualTo(7.5);
  }

  @Test
  void theBuiltinEngineIsAskedForWhatItHas() {
    AcestepConfig builtin = Config.from(new JsonObject()).acestep().withBuiltin("http://127.0.0.1:4321");
    assertThat(builtin.usesBuiltin()).isFalse();
    assertThat(builtin.params()).containsEntry("model", "worksound-synth").containsEntry("lm_model_path", "none");
    assertThat(builtin.fallback()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "{\"http\": {\"port\": 99999}}                 | http.port                  | 99999        | 0 to 65535",
    "{\"http\": {\"port\": \"8080\"}}              | http.port                  | \"8080\"     | whole number",
    "{\"http\": {\"port\": 80.5}}                  | http.port                  | 80.5         | whole number",
    "{\"http\": {\"port\": null}}                  | http.port                  | null         | whole number",
    "{\"http\": {\"prot\": 8080}}                  | http.prot                  | 8080         | known here: access_token_env",
    "{\"htpp\": {}}                                | htpp                       | {}           | known here: acestep",
    "{\"http\": {\"host\": \" \"}}                 | http.host                  | \" \"        | host name",
    "{\"http\": {\"host\": {}}}                    | http.host                  | {}           | a text",
    "{\"segment\": null}                          | segment                    | null         | an object",
    "{\"http\": null}                             | http                       | null         | an object",
    "{\"acestep\": {\"params\": {\"model\": null}}} | acestep.params.model     | null         | the name of a DiT model",
    "{\"acestep\": {\"params\": {\"lm_model_path\": 4}}}    | acestep.params.lm_model_path  | 4    | the name of an LM, or null",
    "{\"acestep\": {\"fallback\": [{}, {\"model\": 5}]}}   | acestep.fallback[1].model     | 5    | the name of a DiT model",
    "{\"acestep\": {\"fallback\": [{\"model\": null}]}}    | acestep.fallback[0].model     | null | the name of a DiT model",
    "{\"acestep\": {\"fallback\": [{\"lm_model_path\": true}]}} | acestep.fallback[0].lm_model_path | true | the name of an LM, or null",
    "{\"acestep\": {\"url\": {\"url\": \"builtin\", \"params\": {\"model\": null}}}} | acestep.url.params.model | null | name of a DiT",
    "{\"acestep\": {\"url\": {\"url\": \"builtin\", \"fallback\": [{\"model\": 5}]}}} | acestep.url.fallback[0].model | 5 | name of a DiT",
    "{\"http\": 3}                                 | http                       | 3            | an object",
    "{\"http\": {\"download_delay\": [10, 5]}}     | http.download_delay        | [10,5]       | [min, max]",
    "{\"http\": {\"download_delay\": \"slow\"}}    | http.download_delay        | \"slow\"     | [min, max]",
    "{\"http\": {\"download_delay\": 90}}         | http.download_delay        | 90           | less than http.idle_timeout_seconds (60)",
    "{\"http\": {\"download_delay\": [5, 26]}}    | http.download_delay        | 26           | at most 25 seconds, as a page gives up",
    "{\"http\": {\"idle_timeout_seconds\": 9}}   | http.idle_timeout_seconds  | 9            | http.sse_heartbeat_seconds (15)",
    "{\"http\": {\"max_event_streams\": 150}}  | http.max_connections_per_address | 150      | more than http.max_event_streams (150)",
    "{\"http\": {\"max_connections\": 120}}    | http.max_connections_per_address | 150      | at most http.max_connections (120)",
    "{\"http\": {\"max_connections\": 1}}      | http.max_connections       | 1            | 2 to 20000",
    "{\"http\": {\"shutdown_seconds\": 11}}  | http.shutdown_seconds       | 11            | 0 to 10 seconds",
    "{\"http\": {\"allowed_hosts\": \"me\"}}     | http.allowed_hosts         | \"me\"         | a list",
    "{\"acestep\": {\"url\": \"gpu:8001\"}}        | acestep.url                | \"gpu:8001\" | http://gpu-host:8001",
    "{\"acestep\": {\"fallback\": 1}}              | acestep.fallback           | 1            | a list",
    "{\"segment\": {\"seconds\": 60.01}}           | segment.seconds            | 60.01        | multiple of 0.04",
    "{\"segment\": {\"overlap_seconds\": 31}}      | segment.overlap_seconds    | 31           | half of segment.seconds",
    "{\"player\": {\"crossfade_seconds\": 15}}     | player.crossfade_seconds   | 15           | segment.overlap_seconds",
    "{\"player\": {\"prefetch_max_seconds\": 3}}   | player.prefetch_max_seconds| 3            | player.prefetch_seconds",
    "{\"session\": {\"look_ahead\": 3}}            | session.look_ahead         | 3            | \"auto\", 1 or 2",
    "{\"session\": {\"default_prompt\": \"\"}}     | session.default_prompt     | \"\"         | 1 to 2000",
    "{\"audio\": {\"target_lufs\": 0}}             | audio.target_lufs          | 0            | -40 to -14",
    "{\"audio\": {\"takes\": 5}}                    | audio.takes                | 5            | \"auto\" or 1 to 4",
    "{\"session\": {\"look_ahead\": \"many\"}}       | session.look_ahead         | \"many\"       | \"auto\" or a number",
    "{\"audio\": {\"takes\": null}}                 | audio.takes                | null         | \"auto\" or 1 to 4",
    "{\"engine\": {\"generation_seconds\": -1}}    | engine.generation_seconds  | -1           | 0 to 600",
  })
  void aWrongSettingIsRefusedByKeyValueAndExpectation(String json, String key, String value, String expected) {
    assertThatThrownBy(() -> Config.from(new JsonObject(json)))
      .isInstanceOf(ConfigException.class)
      .hasMessageContaining(key)
      .hasMessageContaining(value)
      .hasMessageContaining(expected)
      .hasMessageNotContaining("\n");
  }
}
