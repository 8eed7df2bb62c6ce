package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A real ACE-Step server is held to what the stand-in is held to. Its models must be on its disk. */
@EnabledIfEnvironmentVariable(named = AcestepCalls.URL_VARIABLE, matches = ".+", disabledReason = "ACESTEP_URL names no ACE-Step server")
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class RealServerContractTest extends AcestepContractTest {

  @Override
  protected String apiKey() {
    return System.getenv("ACESTEP_API_KEY");
  }

  @Override
  protected Future<String> startServer(Vertx vertx) {
    return Future.succeededFuture(System.getenv(AcestepCalls.URL_VARIABLE).replaceAll("/+$", ""));
  }
}
