package worksound.server;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import worksound.audio.AudioVerticle;
import worksound.bus.RecordCodec;
import worksound.config.AcestepConfig;
import worksound.config.AcestepHost;
import worksound.engine.EngineVerticle;
import worksound.http.HttpVerticle;
import worksound.inference.InferenceVerticle;
import worksound.messages.SegmentFiles;
import worksound.status.StatusVerticle;

/** One of two processes that a server is split over: {@code front} has http and status, {@code back} audio, inference and the built-in engine. */
final class ClusterNode {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String KEY = "known to the back alone";

  private final Vertx vertx;
  private final worksound.config.Config config;

  private ClusterNode(Vertx vertx, worksound.config.Config config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** @param args which of the two, the configuration as JSON, the port by which this one is a member and that of the other */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.builder().with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost(LOOPBACK)))
      .withClusterManager(new HazelcastClusterManager(members(Integer.parseInt(args[2]), Integer.parseInt(args[3]))))
      .buildClustered().await(30, TimeUnit.SECONDS);
    RecordCodec.register(vertx.eventBus());
    ClusterNode node = new ClusterNode(vertx, worksound.config.Config.from(new JsonObject(args[1])));
    (args[0].equals("front") ? node.front() : node.back()).await(30, TimeUnit.SECONDS);
  }

  /** Two fixed members on this machine, and nobody else is looked for. */
  private static Config members(int own, int other) {
    Config config = ConfigUtil.loadConfig().setProperty("hazelcast.logging.type", "slf4j").setProperty("hazelcast.phone.home.enabled", "false")
      .setProperty("hazelcast.socket.bind.any", "false").setProperty("hazelcast.wait.seconds.before.join", "0");
    NetworkConfig network = config.getNetworkConfig().setPort(own).setPortAutoIncrement(false);
    // The test holds the port while neither of the two has it.
    network.setReuseAddress(true);
    network.getInterfaces().setEnabled(true).addInterface(LOOPBACK);
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getMulticastConfig().setEnabled(false);
    network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(List.of(LOOPBACK + ":" + own, LOOPBACK + ":" + other));
    return config;
  }

  private Future<String> front() {
    return deploy(new StatusVerticle(config), ThreadingModel.EVENT_LOOP)
      .compose(id -> deploy(new HttpVerticle(config.http(), null), ThreadingModel.EVENT_LOOP));
  }

  private Future<String> back() {
    Path scratch = config.audio().directory().resolve(SegmentFiles.ENGINE);
    EngineVerticle engine = new EngineVerticle(config.engine(), KEY, scratch);
    return deploy(new AudioVerticle(config.audio(), config.segment()), ThreadingModel.EVENT_LOOP)
      .compose(id -> deploy(engine, ThreadingModel.EVENT_LOOP))
      .compose(id -> deploy(new InferenceVerticle(config, List.of(new AcestepHost(AcestepConfig.BUILTIN,
        config.acestep().withBuiltin("http://" + LOOPBACK + ":" + engine.port()), KEY))), ThreadingModel.WORKER));
  }

  private Future<String> deploy(Deployable verticle, ThreadingModel model) {
    return vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(model));
  }
}
