package worksound.inference.acestep.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;

/** What becomes of a body on its way to the disk. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = SECONDS)
class DownloadTest {

  private static final int PATIENCE_SECONDS = 20;

  @TempDir
  Path folder;
  /** A client that nobody holds is closed by the garbage collector, with what it has under way. */
  private HttpClient client;

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000, 5_000_000})
  void aBodyIsInTheFileWhole(int bytes, Vertx vertx) throws Exception {
    Path file = folder.resolve("0.part");
    assertThat(fetched(vertx, bytes, file).await(PATIENCE_SECONDS, SECONDS)).isEqualTo(bytes);
    assertThat(file).hasSize(bytes);
  }

  /** The device takes no byte; a small body has arrived whole before its first write fails. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100_000, 5_000_000})
  void aFullDiskIsToldAsThat(int bytes, Vertx vertx) throws Exception {
    Path file = Files.createSymbolicLink(folder.resolve("0.part"), Path.of("/dev/full"));
    assertThatThrownBy(() -> fetched(vertx, bytes, file).await(PATIENCE_SECONDS, SECONDS))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DISK_FULL))
      .hasMessageContaining("audio.dir");
    assertThat(file).doesNotExist();
  }

  @Test
  void aBodyThatIsTooLargeIsNotTaken(Vertx vertx) throws Exception {
    Path file = folder.resolve("0.part");
    assertThatThrownBy(() -> fetched(vertx, 5_000_001, file).await(PATIENCE_SECONDS, SECONDS))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SERVER_ERROR))
      .hasMessageContaining("acestep.max_download_bytes");
    assertThat(file).doesNotExist();
  }

  /** Another server or a later time would not help, as they may against a connection that breaks. */
  @Test
  void aFileThatCannotBeMadeIsToldAsThisMachinesFault(Vertx vertx) throws Exception {
    Path file = Files.createFile(folder.resolve("no folder")).resolve("0.part");
    assertThatThrownBy(() -> fetched(vertx, 100_000, file).await(PATIENCE_SECONDS, SECONDS))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INTERNAL_ERROR))
      .hasMessageContaining("audio.dir");
  }

  private Future<Long> fetched(Vertx vertx, int bytes, Path to) throws Exception {
    HttpServer server = vertx.createHttpServer().requestHandler(request -> request.response().end(Buffer.buffer(new byte[bytes])))
      .listen(0, "127.0.0.1").await(PATIENCE_SECONDS, SECONDS);
    client = vertx.createHttpClient();
    return client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
      // Within, so that the body is held back on the event loop that it comes on, before any of it has.
      .compose(request -> request.send().compose(response -> new Download(vertx, Scheduler.of(vertx), response, new Download.Limits(5_000_000, 5, 60)).to(to)));
  }
}
