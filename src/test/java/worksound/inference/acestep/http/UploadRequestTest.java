package worksound.inference.acestep.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.config.Config;
import worksound.inference.SimulatedTime;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class UploadRequestTest {

  /** More than the buffers between two ends of a connection hold. */
  private static final long UPLOAD_BYTES = 64L << 20;

  @Test
  void theRestOfAnUploadThatWasRefusedIsNotSent(Vertx vertx, @TempDir Path folder) throws Exception {
    Promise<Void> refused = Promise.promise();
    Promise<Long> received = Promise.promise();
    NetServer refusing = vertx.createNetServer().connectHandler(socket -> {
      AtomicLong bytes = new AtomicLong();
      socket.closeHandler(v -> received.complete(bytes.get())).exceptionHandler(reset -> { }).handler(piece -> {
        if (bytes.getAndAdd(piece.length()) == 0) {
          socket.pause();
          refused.future().onComplete(v -> socket.resume());
          socket.write("HTTP/1.1 413 Too Large\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"detail\":\"Too large\"}");
        }
      });
    }).listen(0, "127.0.0.1").await(10, SECONDS);
    Path seed = folder.resolve("seed.wav");
    try (RandomAccessFile file = new RandomAccessFile(seed.toFile(), "rw")) {
      file.setLength(UPLOAD_BYTES);
    }
    AcestepClient client = new AcestepClient(vertx, Scheduler.of(vertx), Config.from(new JsonObject().put("acestep",
      new JsonObject().put("url", "http://127.0.0.1:" + refusing.actualPort()))).acestep(), null);
    assertThatThrownBy(() -> client.submit(Map.of("prompt", "calm"), seed).await(10, SECONDS))
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.REQUEST_REFUSED));
    refused.complete();
    assertThat(received.future().await(10, SECONDS)).isLessThan(UPLOAD_BYTES);
    client.close().await(10, SECONDS);
  }

  @Test
  void aMoveAfterTheEndOfAWatchWakesNobody() {
    SimulatedTime time = new SimulatedTime();
    int[] alarms = new int[1];
    InactivityTimeout stall = new InactivityTimeout(time, 5, () -> alarms[0]++);
    stall.end();
    stall.restart();
    time.pass(60);
    assertThat(alarms[0]).isZero();
  }

  @Test
  void aWatchThatIsNotEndedWakesOnceNothingMoves() {
    SimulatedTime time = new SimulatedTime();
    int[] alarms = new int[1];
    InactivityTimeout stall = new InactivityTimeout(time, 5, () -> alarms[0]++);
    time.pass(4);
    stall.restart();
    time.pass(4);
    assertThat(alarms[0]).isZero();
    time.pass(2);
    assertThat(alarms[0]).isEqualTo(1);
  }
}
