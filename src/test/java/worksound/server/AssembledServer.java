package worksound.server;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Function;
import worksound.audio.AudioVerticle;
import worksound.bus.RecordCodec;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.http.HttpVerticle;
import worksound.inference.InferenceVerticle;
import worksound.status.StatusVerticle;
import worksound.stream.StreamVerticle;

/** The verticles of the server deployed as {@link worksound.MainVerticle} does, where a test replaces one of them. */
final class AssembledServer extends VerticleBase {

  private final Function<Config, Deployable> audio;
  private final Function<Config, Deployable> inference;
  private HttpVerticle http;

  AssembledServer(Function<Config, Deployable> audio, Function<Config, Deployable> inference) {
    this.audio = audio;
    this.inference = inference;
  }

  @Override
  public Future<?> start() {
    Config config = Config.from(config());
    RecordCodec.register(vertx.eventBus());
    http = new HttpVerticle(config.http(), null);
    return vertx.deployVerticle(new StatusVerticle(config))
      .compose(id -> vertx.deployVerticle(audio.apply(config)))
      .compose(id -> vertx.deployVerticle(inference.apply(config), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
      .compose(id -> vertx.deployVerticle(new StreamVerticle(config.stream()), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
      .compose(id -> vertx.deployVerticle(http));
  }

  /** The audio verticle as it is. */
  static Deployable audio(Config config) {
    return new AudioVerticle(config.audio(), config.segment());
  }

  /** The inference verticle as it is, on the configured host. */
  static Deployable inference(Config config) {
    return new InferenceVerticle(config, List.of(AcestepHost.of(config.acestep(), null)));
  }

  int port() {
    return http.port();
  }
}
