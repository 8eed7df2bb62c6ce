package worksound.day;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import worksound.audio.AudioVerticle;
import worksound.config.Config;
import worksound.http.HttpVerticle;
import worksound.inference.InferenceOnClock;
import worksound.messages.SegmentFiles;
import worksound.status.StatusVerticle;
import worksound.stream.StreamVerticle;
import worksound.testing.Folders;

/** The server, with all its verticles, as it is started, stopped and killed in the course of a day. Its files outlive it. */
final class Installation {

  private static final String STATE = "resume.json";

  private final Vertx vertx;
  private final FastTime time;
  private final Work work;
  private final Config config;
  private final Path directory;
  private final List<String> deployments = new ArrayList<>();
  private FastTime.Share share;
  private HttpVerticle http;
  private boolean down = true;
  private boolean killed;

  Installation(Vertx vertx, FastTime time, Work work, String gpuUrl, Path directory) {
    this.vertx = vertx;
    this.time = time;
    this.work = work;
    this.directory = directory;
    this.config = Config.from(new JsonObject()
      // A page that reads slowly by this clock would be waited for by the real one.
      .put("http", new JsonObject().put("port", 0).put("shutdown_seconds", 0))
      .put("acestep", new JsonObject().put("url", gpuUrl).put("params", new JsonObject().put("thinking", false))
        .put("fallback", List.of()).put("fallback_slow_segments", 0).put("task_timeout_seconds", 200).put("task_stall_seconds", 60)
        .put("download_stall_seconds", 1).put("retry_seconds", List.of(1, 20)).put("give_up_minutes", 2))
      .put("segment", new JsonObject().put("seconds", Music.SECONDS).put("overlap_seconds", Music.OVERLAP))
      .put("player", new JsonObject().put("crossfade_seconds", 1).put("prefetch_seconds", Page.PREFETCH).put("prefetch_max_seconds", 4))
      .put("session", new JsonObject().put("look_ahead", "auto").put("idle_stop_minutes", 1))
      .put("audio", new JsonObject().put("dir", directory.toString())));
  }

  /** Whether it is stopped or being stopped. */
  boolean isDown() {
    return down;
  }

  /** Whether it was killed: what it still does is no longer done. */
  boolean isKilled() {
    return killed;
  }

  String url() {
    return "http://127.0.0.1:" + http.port();
  }

  Future<Void> start() {
    work.begin();
    killed = false;
    share = time.new Share();
    http = new HttpVerticle(config.http(), null);
    return deploy(new StatusVerticle(config), ThreadingModel.EVENT_LOOP)
      .compose(v -> deploy(new AudioVerticle(config.audio(), config.segment()), ThreadingModel.EVENT_LOOP))
      .compose(v -> deploy(InferenceOnClock.verticle(config, share), ThreadingModel.WORKER))
      .compose(v -> deploy(new StreamVerticle(config.stream()), ThreadingModel.WORKER))
      .compose(v -> deploy(http, ThreadingModel.EVENT_LOOP))
      .onSuccess(v -> down = false)
      .onComplete(v -> work.end());
  }

  private Future<Void> deploy(Deployable verticle, ThreadingModel model) {
    return vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(model)).map(id -> {
      deployments.add(0, id);
      return null;
    });
  }

  /** Stops it as a signal does. */
  Future<Void> stop() {
    work.begin();
    down = true;
    Future<?> stopped = Future.succeededFuture();
    for (String deployment : List.copyOf(deployments)) {
      stopped = stopped.compose(v -> vertx.undeploy(deployment));
    }
    deployments.clear();
    return stopped.<Void>mapEmpty().onComplete(v -> {
      share.end();
      work.end();
    });
  }

  /** Ends it with all files as they are now, whatever it would have tidied up. @param corrupt whether its state file is damaged besides */
  Future<Void> kill(boolean corrupt) {
    killed = true;
    Map<Path, byte[]> image = new LinkedHashMap<>();
    // The state first: the segment that it tells of is there before it and for long after.
    read(directory.resolve(STATE), image);
    files().filter(file -> !file.endsWith(STATE) && !file.getFileName().toString().endsWith(".lock")).forEach(file -> read(file, image));
    return stop().onSuccess(v -> {
      files().forEach(Installation::delete);
      image.forEach((file, bytes) -> write(file, corrupt && file.endsWith(STATE)
        ? new String(bytes, StandardCharsets.UTF_8).substring(0, bytes.length / 2).getBytes(StandardCharsets.UTF_8) : bytes));
    });
  }

  /** Every file there is. */
  Stream<Path> files() {
    return Folders.files(directory).stream().map(directory::resolve);
  }

  /** Folders of sessions that there are. */
  long folders() {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** A segment as it lies on the disk; null when it does not. */
  byte[] segment(String session, int index) {
    try {
      return Files.readAllBytes(new SegmentFiles(directory).segment(session, index));
    } catch (IOException e) {
      return null;
    }
  }

  private static void read(Path file, Map<Path, byte[]> into) {
    try {
      into.put(file, Files.readAllBytes(file));
    } catch (IOException e) {
      // It went while the server was being killed, and so is not there afterwards.
      into.remove(file);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
