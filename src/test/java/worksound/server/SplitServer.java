package worksound.server;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import worksound.testing.Ports;

/** A server split over two clustered processes of this machine, which share the event bus and {@code audio.dir}; see {@link ClusterNode}. */
public final class SplitServer implements AutoCloseable {

  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1");

  private static final Pattern ENGINE = Pattern.compile("built-in synthesizer at http://127\\.0\\.0\\.1:(\\d+)");

  private final Path folder;
  private final JsonObject config;
  private final Ports.Held frontMember = Ports.hold();
  private final Ports.Held backMember = Ports.hold();
  private final Ports.Held httpPort = Ports.hold();

  /** Segments are of 4 s and share 1 s. */
  public SplitServer(Path folder) throws IOException {
    this.folder = folder;
    this.config = new JsonObject()
      .put("http", new JsonObject().put("port", httpPort.number()))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", 4).put("overlap_seconds", 1))
      .put("player", new JsonObject().put("crossfade_seconds", 0.5))
      .put("session", new JsonObject().put("look_ahead", 1));
  }

  /** Starts http and status. */
  public ServerProcess front() throws IOException {
    return node("front", frontMember, backMember, ServerProcess.LISTENING);
  }

  /** Starts audio, inference and the built-in engine. */
  public ServerProcess back() throws IOException {
    return node("back", backMember, frontMember, ENGINE);
  }

  private ServerProcess node(String part, Ports.Held own, Ports.Held other, Pattern listening) throws IOException {
    return new ServerProcess(folder, JVM,
      List.of(ClusterNode.class.getName(), part, config.encode(), String.valueOf(own.number()), String.valueOf(other.number())), listening);
  }

  /** Gives its ports away; its processes are ended by who started them. */
  @Override
  public void close() {
    frontMember.close();
    backMember.close();
    httpPort.close();
  }
}
