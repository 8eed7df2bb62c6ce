package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static worksound.acestep.AcestepCalls.done;
import static worksound.acestep.AcestepCalls.seedFrom;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.testing.Ports;

/** Starts stand-ins with short segments and speaks to them. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
abstract class StandInTestBase {

  static final String KEY = "secret";

  AcestepStandIn standIn;
  AcestepCalls calls;
  private Vertx vertx;

  @BeforeEach
  void remember(Vertx given) {
    vertx = given;
  }

  static StandInOptions options() {
    return new StandInOptions().segment(AcestepCalls.SECONDS_LONG, AcestepCalls.START).minPollMillis(0);
  }

  void open(StandInOptions options) {
    standIn = done(AcestepStandIn.start(vertx, options));
    calls = with(options.apiKey);
  }

  AcestepCalls with(String key) {
    return new AcestepCalls(vertx, standIn.url(), key);
  }

  /** Opens with default options and loads models. */
  void openPrepared(StandInOptions options) {
    open(options);
    prepare();
  }

  void prepare() {
    assertThat(calls.init("acestep-v15-turbo", "acestep-5Hz-lm-1.7B").bodyAsJsonObject().getInteger("code")).isEqualTo(200);
  }

  /** The request ends without an answer: as the end of its connection, or as a reset where the client's bytes meet a closed socket. */
  static void assertCut(ThrowingCallable request) {
    assertThatThrownBy(request).hasMessageMatching(".*(closed|reset|Broken pipe).*");
  }

  /** New connections are refused; a kept one may still end as in {@link #assertCut}. */
  void assertPortClosed() throws IOException {
    Ports.awaitClosed(URI.create(standIn.url()).getPort());
  }

  /** A valid seed for a repaint. */
  byte[] seed() {
    return seedFrom(calls.made(AcestepCalls.text2music()), WavBytes.Encoding.PCM_16);
  }
}
