package worksound.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.netty.channel.EventLoop;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class OwnLogTest {

  private static final Logger LOG = LoggerFactory.getLogger(OwnLogTest.class);

  @Test
  void aTestHearsItsOwnVertxOnEveryThreadAndNoOther(Vertx own) throws Exception {
    Vertx other = Vertx.vertx();
    try (OwnLog log = new OwnLog(own)) {
      logOn(other, "theirs");
      logOn(own, "ours");
      assertThat(log.lines()).extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("ours on the context", "ours on a worker", "ours on the bare event loop");
    } finally {
      done(other.close());
    }
  }

  private static void logOn(Vertx vertx, String whose) throws Exception {
    Promise<Void> logged = Promise.promise();
    vertx.runOnContext(go -> {
      LOG.info("{} on the context", whose);
      logged.complete();
    });
    done(logged.future());
    done(vertx.executeBlocking(() -> {
      LOG.info("{} on a worker", whose);
      return null;
    }));
    EventLoop bare = ((VertxInternal) vertx).nettyEventLoopGroup().next();
    bare.submit(() -> LOG.info("{} on the bare event loop", whose)).get(10, TimeUnit.SECONDS);
  }
}
