package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.task;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.Timeout;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in engine works for those who have its key, and what others send costs it nothing. */
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class EngineAccessTest extends EngineTestBase {

  private HttpResponse<Buffer> stranger(Vertx vertx, HttpMethod method, String path, String authorization) {
    var request = WebClient.create(vertx).request(method, engine.port(), "127.0.0.1", path);
    if (authorization != null) {
      request.putHeader("Authorization", authorization);
    }
    return await(method == HttpMethod.POST ? request.sendJsonObject(task("x", 600)) : request.send());
  }

  @ParameterizedTest
  @CsvSource({"GET,/v1/models", "GET,/v1/model_inventory", "GET,/v1/stats", "GET,/v1/audio?path=x", "POST,/v1/init", "POST,/query_result",
    "POST,/release_task", "GET,/nowhere"})
  void nothingIsDoneForOneWithoutTheKey(String method, String path, Vertx vertx) {
    HttpResponse<Buffer> without = stranger(vertx, HttpMethod.valueOf(method), path, null);
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.bodyAsJsonObject().getString("detail")).isEqualTo("Missing Authorization header");
    HttpResponse<Buffer> wrong = stranger(vertx, HttpMethod.valueOf(method), path, "Bearer " + EngineClient.KEY + "x");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.bodyAsJsonObject().getString("detail")).isEqualTo("Invalid API key");
    assertThat(client.get("/v1/stats").bodyAsJsonObject().getJsonObject("data").getJsonObject("jobs").getInteger("total")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"Host,evil.example", "Origin,http://evil.example", "Origin,null", "Sec-Fetch-Site,cross-site"})
  void anotherSitesPageIsRefusedEvenWithTheKey(String header, String value) {
    HttpResponse<Buffer> answer = await(client.web().get("/health").putHeader(header, value).send());
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void aStrangersUploadIsHungUpOnBeforeItHasCome() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", engine.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(("POST /release_task HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: 70000000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 401 ");
    }
  }

  @ParameterizedTest
  @CsvSource({"/release_task,application/json", "/release_task,text/plain", "/v1/init,application/json", "/query_result,application/json"})
  void aBodyThatIsHeldInMemoryHasAtMostAMegabyte(String path, String type) {
    HttpResponse<Buffer> answer = client.post(path, type, " ".repeat((1 << 20) + 1));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.bodyAsJsonObject().getString("detail")).isEqualTo("Request body is larger than 1048576 bytes");
  }

  @Test
  void manyConnectionsAreRefusedAndRoomIsMadeAgain() throws IOException {
    Socket[] sockets = new Socket[65];
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = new Socket("127.0.0.1", engine.port());
      sockets[i].setSoTimeout(20_000);
    }
    assertThat(new String(sockets[64].getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 503 ").contains("Too many connections");
    for (Socket socket : sockets) {
      socket.close();
    }
    while (!await(client.web().get("/health").send().map(answer -> answer.statusCode() == 200).otherwise(false))) {
      Thread.onSpinWait(); // until the server has seen the end of the others
    }
  }
}
