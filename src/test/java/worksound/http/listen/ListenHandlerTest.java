package worksound.http.listen;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.messages.Addresses.STREAM_TUNED_OUT;
import static worksound.messages.Addresses.STREAM_TUNE_IN;
import static worksound.testing.Await.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.bus.Failure;
import worksound.bus.RecordCodec;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.TunedIn;
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
    HttpServer server = serve(vertx);
    WebClient client = WebClient.create(vertx);
    assertThat(done(client.get(server.actualPort(), "127.0.0.1", "/listen.mp3").send()).statusCode()).isEqualTo(503);
    assertThat(left.poll(10, SECONDS)).isNotNull().isEqualTo(asked.peek());
    client.close();
  }

  /** As a stream that holds the silence back until the music begins, which here it never does. */
  @Test
  void theHeadersDoNotWaitForTheMusic(Vertx vertx) throws Exception {
    RecordCodec.register(vertx.eventBus());
    done(STREAM_TUNE_IN.answer(vertx, listener -> Future.succeededFuture(new TunedIn(List.of(), "", 0))));
    HttpServer server = serve(vertx);
    HttpClient client = vertx.createHttpClient();
    HttpClientResponse head = done(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/listen.mp3").compose(HttpClientRequest::send));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.getHeader("Content-Type")).isEqualTo("audio/mpeg");
    done(client.close());
  }

  private static HttpServer serve(Vertx vertx) {
    ListenHandler handler = new ListenHandler(vertx, new ListenStreams(vertx), () -> null,
      (context, e) -> context.response().setStatusCode(503).end());
    Router router = Router.router(vertx);
    router.get("/listen.mp3").handler(context -> handler.listen(context, Format.mp3));
    return done(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }
}
