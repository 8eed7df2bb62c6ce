package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;

/** Somebody else who uses the same GPU host. */
final class OtherClient {

  private OtherClient() {
  }

  static void submit(Vertx vertx, String url, String key) throws Exception {
    JsonObject task = new JsonObject().put("task_type", "text2music").put("prompt", "loud").put("audio_format", "wav").put("batch_size", 1)
      .put("audio_duration", Rig.SECONDS_LONG).put("thinking", false).put("use_cot_caption", false).put("use_cot_language", false);
    assertThat(done(WebClient.create(vertx).postAbs(url + "/release_task").bearerTokenAuthentication(key).sendJsonObject(task)).statusCode())
      .isEqualTo(200);
  }
}
