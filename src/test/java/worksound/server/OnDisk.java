package worksound.server;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import worksound.audio.AudioVerticle;
import worksound.config.Config;
import worksound.http.HttpVerticle;
import worksound.messages.Messages;
import worksound.status.StatusVerticle;

/** The parts of the server put together as {@link worksound.MainVerticle} does, with a generation loop that a test has its hand in. */
final class OnDisk extends VerticleBase {

  private final Function<Config, Deployable> inference;
  private HttpVerticle http;

  OnDisk(Function<Config, Deployable> inference) {
    this.inference = inference;
  }

  @Override
  public Future<?> start() {
    Config config = Config.from(config());
    Messages.register(vertx.eventBus());
    http = new HttpVerticle(config.http(), null);
    return vertx.deployVerticle(new StatusVerticle(config))
      .compose(id -> vertx.deployVerticle(new AudioVerticle(config.audio(), config.segment())))
      .compose(id -> vertx.deployVerticle(inference.apply(config), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
      .compose(id -> vertx.deployVerticle(http));
  }

  int port() {
    return http.port();
  }
}
