package worksound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.bus.RecordCodec;
import worksound.config.Config;
import worksound.messages.Addresses;
import worksound.messages.Liveness.Pong;
import worksound.status.StatusVerticle;
import worksound.testing.Requirement;

/** {@code /health} while verticles are missing, and {@code /health/live} all the while. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class HealthTest {

  @Test
  @Requirement("R5")
  void theServerIsReadyOnlyWhenEveryVerticleAnswers(Vertx vertx) throws Exception {
    Config config = Config.from(new JsonObject().put("http", new JsonObject().put("port", 0)));
    RecordCodec.register(vertx.eventBus());
    HttpVerticle http = new HttpVerticle(config.http(), null);
    done(vertx.deployVerticle(new StatusVerticle(config)));
    done(vertx.deployVerticle(http));
    WebClient client = WebClient.create(vertx);

    HttpResponse<Buffer> before = get(client, http, "/health");
    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.bodyAsString()).contains("inference", "audio", "DOWN");
    assertThat(get(client, http, "/health/live").statusCode()).isEqualTo(204);

    done(Addresses.INFERENCE_PING.answer(vertx, ping -> Future.succeededFuture(new Pong())));
    assertThat(get(client, http, "/health").statusCode()).as("audio is still missing").isEqualTo(503);

    done(Addresses.AUDIO_PING.answer(vertx, ping -> Future.succeededFuture(new Pong())));
    assertThat(get(client, http, "/health").statusCode()).as("stream is still missing").isEqualTo(503);

    done(Addresses.STREAM_PING.answer(vertx, ping -> Future.succeededFuture(new Pong())));
    assertThat(get(client, http, "/health").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<Buffer> get(WebClient client, HttpVerticle http, String path) throws Exception {
    return done(client.get(http.port(), "127.0.0.1", path).send());
  }
}
