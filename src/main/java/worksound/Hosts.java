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

/**
 * The servers that a configuration names, ready to be called.
 *
 * @param servers the first choice first
 * @param builtin the built-in engine, null when it is none of them
 */
public record Hosts(List<AcestepHost> servers, EngineVerticle builtin) {

  /**
   * The servers to generate with; the built-in engine is started when it is one of them.
   *
   * @param scratch folder for the built-in engine's files
   */
  public static Future<Hosts> of(Vertx vertx, Config config, Path scratch) {
    if (!config.acestep().usesBuiltin()) {
      return EngineVerticle.deleteLeftovers(vertx, scratch).map(none -> new Hosts(servers(config.acestep(), null), null));
    }
    // The built-in engine takes requests from this process alone: nobody else learns this key.
    String apiKey = Secret.random();
    EngineVerticle engine = new EngineVerticle(config.engine(), apiKey, scratch);
    return vertx.deployVerticle(engine).map(id -> new Hosts(servers(config.acestep(), new AcestepHost(AcestepConfig.BUILTIN,
      config.acestep().withBuiltin("http://127.0.0.1:" + engine.port()), apiKey)), engine));
  }

  private static List<AcestepHost> servers(AcestepConfig config, AcestepHost builtin) {
    return config.url().stream().map(server -> server.isBuiltin() ? builtin : host(config.of(server))).toList();
  }

  /** To be called when nothing else is to be done. */
  void warmUp(String prompt) {
    if (builtin != null) {
      builtin.warmUp(prompt);
    }
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
