package worksound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import worksound.config.AcestepConfig;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.engine.EngineVerticle;
import worksound.guard.Secret;

/** The servers that a configuration names, ready to be called. */
public final class Hosts {

  private Hosts() {
  }

  /**
   * The servers to generate with, the first choice first; the built-in engine is started when it is one of them.
   *
   * @param scratch folder for the built-in engine's files
   */
  public static Future<List<AcestepHost>> of(Vertx vertx, Config config, Path scratch) {
    AcestepConfig acestep = config.acestep();
    Future<AcestepHost> builtin = acestep.usesBuiltin() ? builtin(vertx, config, scratch)
      : EngineVerticle.deleteLeftovers(vertx, scratch).mapEmpty();
    return builtin.map(engine -> acestep.url().stream().map(server -> server.isBuiltin() ? engine : host(acestep.of(server))).toList());
  }

  private static Future<AcestepHost> builtin(Vertx vertx, Config config, Path scratch) {
    // The built-in engine takes requests from this process alone: nobody else learns this key.
    String apiKey = Secret.random();
    EngineVerticle engine = new EngineVerticle(config.engine(), apiKey, scratch);
    return vertx.deployVerticle(engine).map(id -> new AcestepHost(AcestepConfig.BUILTIN,
      config.acestep().withBuiltin("http://127.0.0.1:" + engine.port()), apiKey));
  }

  private static AcestepHost host(AcestepConfig config) {
    return AcestepHost.of(config, secret(config.apiKeyEnv()));
  }

  /** A secret from the environment. An empty variable counts as none: nothing could match it. */
  static String secret(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
