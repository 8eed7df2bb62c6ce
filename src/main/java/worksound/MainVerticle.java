package worksound;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.List;
import worksound.audio.AudioVerticle;
import worksound.bus.RecordCodec;
import worksound.config.AcestepConfig;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.engine.EngineVerticle;
import worksound.guard.Secret;
import worksound.http.HttpVerticle;
import worksound.inference.InferenceVerticle;
import worksound.messages.SegmentFiles;
import worksound.status.StatusVerticle;
import worksound.stream.StreamVerticle;

/** Puts worksound together: back-ends first, the door last, so nobody is served by a half-started application. */
public final class MainVerticle extends VerticleBase {

  private static final DeploymentOptions EVENT_LOOP = new DeploymentOptions();
  private static final DeploymentOptions WORKER = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);

  private HttpVerticle http;
  /** Null when it is not one of the servers. */
  private EngineVerticle engine;

  @Override
  public Future<?> start() {
    Config config = Config.from(config());
    RecordCodec.register(vertx.eventBus());
    http = new HttpVerticle(config.http(), secret(config.http().accessTokenEnv()));
    return vertx.deployVerticle(new StatusVerticle(config), EVENT_LOOP)
      .compose(id -> vertx.deployVerticle(new AudioVerticle(config.audio(), config.segment()), EVENT_LOOP))
      .compose(id -> hosts(config))
      .compose(hosts -> vertx.deployVerticle(new InferenceVerticle(config, hosts), WORKER))
      .compose(id -> vertx.deployVerticle(new StreamVerticle(config.stream()), WORKER))
      .compose(id -> vertx.deployVerticle(http, EVENT_LOOP))
      .onSuccess(id -> warmUp(config.session().defaultPrompt()));
  }

  private void warmUp(String prompt) {
    if (engine != null) {
      engine.warmUp(prompt);
    }
  }

  /** The port that the page is served on, once started. */
  public int port() {
    return http.port();
  }

  /** The servers to generate with; the built-in engine is started first when it is one of them. */
  private Future<List<AcestepHost>> hosts(Config config) {
    AcestepConfig acestep = config.acestep();
    Path scratch = config.audio().directory().resolve(SegmentFiles.ENGINE);
    Future<AcestepHost> builtin = acestep.usesBuiltin() ? builtin(config, scratch) : EngineVerticle.deleteLeftovers(vertx, scratch).mapEmpty();
    return builtin.map(engine -> acestep.url().stream().map(server -> server.isBuiltin() ? engine : host(acestep.of(server))).toList());
  }

  private Future<AcestepHost> builtin(Config config, Path scratch) {
    // The built-in engine takes requests from this process alone: nobody else learns this key.
    String apiKey = Secret.random();
    engine = new EngineVerticle(config.engine(), apiKey, scratch);
    return vertx.deployVerticle(engine, EVENT_LOOP).map(id -> new AcestepHost(AcestepConfig.BUILTIN,
      config.acestep().withBuiltin("http://127.0.0.1:" + engine.port()), apiKey));
  }

  private static AcestepHost host(AcestepConfig config) {
    return AcestepHost.of(config, secret(config.apiKeyEnv()));
  }

  /** A secret from the environment. An empty variable counts as none: nothing could match it. */
  private static String secret(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
