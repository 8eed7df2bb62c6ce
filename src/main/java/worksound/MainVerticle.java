package worksound;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import worksound.audio.AudioVerticle;
import worksound.bus.RecordCodec;
import worksound.config.Config;
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
  private Hosts hosts;

  @Override
  public Future<?> start() {
    Config config = Config.from(config());
    RecordCodec.register(vertx.eventBus());
    http = new HttpVerticle(config.http(), Hosts.secret(config.http().accessTokenEnv()));
    return vertx.deployVerticle(new StatusVerticle(config), EVENT_LOOP)
      .compose(id -> vertx.deployVerticle(new AudioVerticle(config.audio(), config.segment()), EVENT_LOOP))
      .compose(id -> Hosts.of(vertx, config, config.audio().directory().resolve(SegmentFiles.ENGINE)))
      .onSuccess(started -> hosts = started)
      .compose(started -> vertx.deployVerticle(new InferenceVerticle(config, started.servers()), WORKER))
      .compose(id -> vertx.deployVerticle(new StreamVerticle(config.stream()), WORKER))
      .compose(id -> vertx.deployVerticle(http, EVENT_LOOP))
      .onSuccess(id -> hosts.warmUp(config.session().defaultPrompt()));
  }

  /** The port that the page is served on, once started. */
  public int port() {
    return http.port();
  }
}
