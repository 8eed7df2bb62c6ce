package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The stand-in is held to what it stands in for. */
final class StandInContractTest extends AcestepContractTest {

  @Override
  protected Future<String> startServer(Vertx vertx) {
    StandInOptions options = new StandInOptions().segment(AcestepCalls.SECONDS_LONG, AcestepCalls.START);
    return AcestepStandIn.start(vertx, options).map(AcestepStandIn::url);
  }
}
