package worksound;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import worksound.audio.AudioVerticle;
import worksound.config.AcestepConfig;
import worksound.config.Config;
import worksound.engine.EngineVerticle;
import worksound.guard.Secret;
import worksound.http.HttpVerticle;
import worksound.inference.InferenceVerticle;
import worksound.messages.Messages;
import worksound.status.StatusVerticle;

/** Puts worksound together: back-ends first, the door last, so nobody is served by a half-started application. */
public final class MainVerticle extends VerticleBase {

  private static final DeploymentOptions EVENT_LOOP = new DeploymentOptions();
  private static final DeploymentOptions WORKER = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);

  private HttpVerticle http;

  @Override
  public Future<?> start() {
    Config config = Config.from(config());
    Messages.register(vertx.eventBus());
    // The built-in engine takes requests from this process alone: nobody else learns this key.
    String apiKey = config.acestep().isBuiltin() ? Secret.random() : secret(config.acestep().apiKeyEnv());
    http = new HttpVerticle(config.http(), secret(config.http().accessTokenEnv()));
    return deploy(new StatusVerticle(config), EVENT_LOOP)
      .compose(id -> deploy(new AudioVerticle(config.audio(), config.segment()), EVENT_LOOP))
      .compose(id -> acestep(config, apiKey))
      .compose(acestep -> deploy(new InferenceVerticle(config, acestep, apiKey), WORKER))
      .compose(id -> deploy(http, EVENT_LOOP));
  }

  /** The port that the page is served on, once started. */
  public int port() {
    return http.port();
  }

  /** The server to generate with; the built-in engine is started first when it is the one. */
  private Future<AcestepConfig> acestep(Config config, String apiKey) {
    if (!config.acestep().isBuiltin()) {
      return Future.succeededFuture(config.acestep());
    }
    EngineVerticle engine = new EngineVerticle(config.engine(), apiKey);
    return deploy(engine, EVENT_LOOP).map(id -> config.acestep().withBuiltin("http://127.0.0.1:" + engine.port()));
  }

  /** A secret from the environment. An empty variable counts as none: nothing could match it. */
  private static String secret(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private Future<String> deploy(Deployable part, DeploymentOptions options) {
    return vertx.deployVerticle(part, options);
  }
}
