package worksound.server;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import worksound.audio.AudioVerticle;
import worksound.config.Config;
import worksound.http.HttpVerticle;
import worksound.inference.FillableDisk;
import worksound.messages.Messages;
import worksound.status.StatusVerticle;

/** The parts of the server put together as {@link worksound.MainVerticle} does, on a disk that a test can fill. */
final class OnDisk extends VerticleBase {

  private final FillableDisk disk;
  private HttpVerticle http;

  OnDisk(FillableDisk disk) {
    this.disk = disk;
  }

  @Override
  public Future<?> start() {
    Config config = Config.from(config());
    Messages.register(vertx.eventBus());
    http = new HttpVerticle(config.http(), null);
    return vertx.deployVerticle(new StatusVerticle(config))
      .compose(id -> vertx.deployVerticle(new AudioVerticle(config.audio(), config.segment())))
      .compose(id -> vertx.deployVerticle(disk.inference(config), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
      .compose(id -> vertx.deployVerticle(http));
  }

  int port() {
    return http.port();
  }
}
