package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.task;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.Timeout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching what was generated, and nothing else. */
@Timeout(value = 90, timeUnit = TimeUnit.SECONDS)
class EngineDownloadTest extends EngineTestBase {

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "", "x.wav", "/", "%2Fetc"})
  void servesNothingOutsideItsFolder(String path) {
    HttpResponse<Buffer> answer = await(client.web().get("/v1/audio").addQueryParam("path", path).send());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.bodyAsJsonObject().getString("detail")).isEqualTo("Access denied: path outside allowed directory");
  }

  @Test
  void climbsOutOfItsFolderForNobody() {
    String file = client.finished(client.submit(task("x", 1))).getString("file");
    String climbing = file.substring(0, file.lastIndexOf("%2F")) + "%2F..%2F..%2F..%2Fetc%2Fpasswd";
    assertThat(client.get(climbing).statusCode()).isEqualTo(403);
  }

  @Test
  void forgetsAFileOnceItHasArrivedWhole() {
    String file = client.finished(client.submit(task("x", 1))).getString("file");
    assertThat(client.get(file).body().length()).isEqualTo(44 + 48_000 * 4);
    HttpResponse<Buffer> gone = client.get(file);
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.bodyAsJsonObject().getString("detail")).isEqualTo("Audio file not found");
  }

  @Test
  void aFileThatSomeoneDeletedIsGone() throws IOException {
    JsonObject result = client.finished(client.submit(task("x", 1)));
    Files.delete(EngineClient.path(result));
    assertThat(client.get(result.getString("file")).statusCode()).isEqualTo(404);
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsOnlyTheFourNewestFiles() {
    String oldest = client.finished(client.submit(task("x", 0.5))).getString("file");
    String second = client.finished(client.submit(task("x", 0.5))).getString("file");
    for (int i = 0; i < 3; i++) {
      client.finished(client.submit(task("x", 0.5)));
    }
    assertThat(client.get(oldest).statusCode()).isEqualTo(404);
    assertThat(client.get(second).statusCode()).isEqualTo(200);
  }

  @Test
  void wantsAPathAndTheRightMethod() {
    assertThat(client.get("/v1/audio").statusCode()).isEqualTo(403);
    assertThat(await(client.web().request(HttpMethod.HEAD, "/v1/audio?path=x").send()).statusCode()).isEqualTo(405);
    HttpResponse<Buffer> wrong = client.get("/query_result");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.bodyAsJsonObject().getString("detail")).isEqualTo("Method Not Allowed");
    assertThat(client.get("/nowhere").bodyAsJsonObject().getString("detail")).isEqualTo("Not Found");
  }
}
