package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** What a careless client is told. */
final class StandInViolationsTest extends StandInTestBase {

  @Test
  void aTaskBeforeInitAfterARestartIsAViolation() {
    openPrepared(options());
    done(standIn.stop());
    done(standIn.restart());
    calls.ended(calls.submit(text2music()));
    assertThat(standIn.violations()).containsExactly("a task before any /v1/init since the server's start");
  }

  @Test
  void theJavaClientsUpgradeHeaderLosesTheBody(Vertx vertx) throws Exception {
    openPrepared(options());
    HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.url() + "/release_task")).header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(text2music().encode())).build();
    java.net.http.HttpResponse<String> answer =
      done(Future.fromCompletionStage(HttpClient.newHttpClient().sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofString())));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Malformed JSON payload");
    assertThat(standIn.violations()).containsExactly("POST /release_task with an Upgrade header, which loses the body");
  }

  @Test
  void aCarelessTaskIsToldEverythingThatIsWrongWithIt() {
    open(options());
    calls.submit(new JsonObject().put("prompt", "x").put("model", "acestep/acestep-v15-turbo"));
    assertThat(standIn.violations()).contains("release_task without an explicit task_type", "release_task without an explicit audio_format",
      "release_task without an explicit batch_size", "release_task without an explicit audio_duration",
      "release_task without an explicit thinking", "release_task without an explicit use_cot_caption",
      "release_task without an explicit use_cot_language", "audio_format is mp3, not wav", "batch_size is defaulted, not 1",
      "a task before any /v1/init since the server's start")
      .anyMatch(sentence -> sentence.startsWith("model names acestep/acestep-v15-turbo"));
  }

  @Test
  void aCarelessSourceIsToldEverythingThatIsWrongWithIt() {
    openPrepared(options());
    Clip noisy = new Clip(44_100, new float[][] {Tape.cut(0, 44_101).channels()[0]});
    calls.ended(calls.submit(repaint(WavBytes.write(noisy.cut(0, 44_101 * 3), WavBytes.Encoding.PCM_16))));
    assertThat(standIn.violations()).contains("src_audio has 44100 Hz and 1 channels, not 48000 Hz stereo",
      "src_audio has 3.0000680272108844 s, not 6.0", "src_audio has 132303 frames, no multiple of 1920");
    Clip inverted = new Clip(48_000, new float[2][288_000]);
    inverted.channels()[0][200_000] = 0.1f;
    calls.ended(calls.submit(repaint(WavBytes.write(inverted, WavBytes.Encoding.PCM_16))));
    assertThat(standIn.violations()).contains("src_audio is silent before repainting_start",
      "src_audio is not silent after repainting_start");
  }

  @Test
  void hurriedPollingAndReencodedPathsAreViolations() {
    openPrepared(options().minPollMillis(3_600_000));
    String id = calls.submit(text2music());
    done(standIn.await(StandInEvent.FINISHED, 1));
    String file = calls.entry(id).getString("file");
    assertThat(standIn.violations()).isEmpty();
    calls.entry(id);
    assertThat(standIn.violations()).singleElement().asString().startsWith("task 1 polled ");
    assertThat(calls.get(file.replace("%2F", "/")).statusCode()).isEqualTo(200);
    assertThat(standIn.violations()).last().asString().startsWith("an audio file not asked for by its path as it was given");
  }
}
