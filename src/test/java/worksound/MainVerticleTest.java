package worksound;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.bus.Failure;
import worksound.bus.Request;
import worksound.messages.Addresses;
import worksound.messages.Liveness.Ping;
import worksound.messages.Liveness.Pong;
import worksound.testing.Requirement;

/** The parts, put together. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class MainVerticleTest {

  private static final int PATIENCE_SECONDS = 20;

  @TempDir
  Path audioDir;

  @Test
  @Requirement("P3")
  void everyRequestAddressHasExactlyOneAnswerer(Vertx vertx) throws Exception {
    deploy(vertx, 0);
    for (Request<?, ?> request : requests()) {
      assertThat(answerers(vertx, request.address())).as(request.address()).isEqualTo(1);
    }
  }

  /** It waits for slow servers and disks; the others share event loops with every connection. */
  @Test
  @Requirement("P3")
  void inferenceAloneRunsOnAWorkerThread(Vertx vertx) throws Exception {
    Map<String, Boolean> onWorker = new ConcurrentHashMap<>();
    vertx.eventBus().addInboundInterceptor(delivery -> {
      onWorker.put(delivery.message().address(), Context.isOnWorkerThread());
      delivery.next();
    });
    deploy(vertx, 0);
    for (Request<Ping, Pong> ping : List.of(Addresses.INFERENCE_PING, Addresses.AUDIO_PING)) {
      ping.ask(vertx, new Ping()).await(PATIENCE_SECONDS, SECONDS);
    }
    assertThat(onWorker).containsEntry(Addresses.INFERENCE_PING.address(), true).containsEntry(Addresses.AUDIO_PING.address(), false);
  }

  @Test
  void aPortInUseIsToldByKeyAndValue(Vertx vertx) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> deploy(vertx, taken.getLocalPort()))
        .hasMessageContaining("http.port is " + taken.getLocalPort()).hasMessageContaining("expected a port that is free");
    }
  }

  @Test
  void aFolderInUseIsToldByKeyAndValue(Vertx vertx) throws Exception {
    deploy(vertx, 0);
    Vertx second = Vertx.vertx();
    try {
      assertThatThrownBy(() -> deploy(second, 0)).hasMessageContaining("audio.dir is \"" + audioDir).hasMessageContaining("no other worksound");
    } finally {
      second.close().await(PATIENCE_SECONDS, SECONDS);
    }
  }

  @Test
  void aQuestionNobodyAnswersIsUnavailableAndNotForever(Vertx vertx) {
    worksound.bus.RecordCodec.register(vertx.eventBus());
    assertThatThrownBy(() -> Addresses.STATUS_GET.ask(vertx, new worksound.messages.Status.GetStatus()).await(PATIENCE_SECONDS, SECONDS))
      .satisfies(e -> assertThat(Failure.of(e)).isEqualTo(Failure.UNAVAILABLE));
  }

  private void deploy(Vertx vertx, int port) throws Exception {
    JsonObject config = new JsonObject().put("http", new JsonObject().put("port", port)).put("audio", new JsonObject().put("dir", audioDir.toString()));
    vertx.deployVerticle(new MainVerticle(), new DeploymentOptions().setConfig(config)).await(PATIENCE_SECONDS, SECONDS);
  }

  private static List<Request<?, ?>> requests() {
    return Arrays.stream(Addresses.class.getFields()).filter(field -> field.getType() == Request.class)
      .<Request<?, ?>>map(MainVerticleTest::request).toList();
  }

  private static Request<?, ?> request(Field field) {
    try {
      return (Request<?, ?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static int answerers(Vertx vertx, String address) throws ReflectiveOperationException {
    Object bus = ((VertxInternal) vertx).eventBus();
    Field handlers = Class.forName("io.vertx.core.eventbus.impl.EventBusImpl").getDeclaredField("handlerMap");
    handlers.setAccessible(true);
    Object holders = ((java.util.Map<?, ?>) handlers.get(bus)).get(address);
    if (holders == null) {
      return 0;
    }
    int count = 0;
    for (Object holder : (Iterable<?>) holders) {
      assertThat(holder).isNotNull();
      count++;
    }
    return count;
  }
}
