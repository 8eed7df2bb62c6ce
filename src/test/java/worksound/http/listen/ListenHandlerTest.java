package worksound.http.listen;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.messages.Addresses.STREAM_TUNED_OUT;
import static worksound.messages.Addresses.STREAM_TUNE_IN;
import static worksound.testing.Await.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.bus.Failure;
import worksound.bus.RecordCodec;
import worksound.messages.Playback.Format;
import worksound.testing.Requirement;

@ExtendWith(VertxExtension.class)
@Timeout(30)
@Requirement("B12")
class ListenHandlerTest {

  /** As a stream that is too busy to answer in time, which may let the player in later all the same. */
  @Test
  void thatAPlayerWasRefusedIsToldToTheStream(Vertx vertx) throws Exception {
    RecordCodec.register(vertx.eventBus());
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    BlockingQueue<String> left = new LinkedBlockingQueue<>();
    done(STREAM_TUNED_OUT.listen(vertx, out -> left.add(out.listenerId())));
    done(STREAM_TUNE_IN.answer(vertx, listener -> {
      asked.add(listener.listenerId());
      return Future.failedFuture(Failure.UNAVAILABLE.because("busy"));
    }));
    ListenHandler handler = new ListenHandler(vertx, new ListenStreams(vertx), () -> null,
      (context, e) -> context.response().setStatusCode(503).end());
    Router router = Router.router(vertx);
    router.get("/listen.mp3").handler(context -> handler.listen(context, Format.mp3));
    HttpServer server = done(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    WebClient client = WebClient.create(vertx);
    assertThat(done(client.get(server.actualPort(), "127.0.0.1", "/listen.mp3").send()).statusCode()).isEqualTo(503);
    assertThat(left.poll(10, SECONDS)).isNotNull().isEqualTo(asked.peek());
    client.close();
  }
}
