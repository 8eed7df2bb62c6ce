package worksound.day;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import worksound.bus.RecordCodec;

/** So many segments, with everything around them. */
final class Day {

  /** No trouble lasts as long as this, in seconds. */
  private static final double STUCK = 1_800;
  private static final double LOOK = 1;
  /** Segments of a day in which everything happens, and after which the heap is level. */
  static final int ENOUGH = 600;
  private static final int PATIENCE_MINUTES = 40;

  private final long seed;
  private final int segments;
  private final Path directory;
  private final Work work = new Work();
  private final Promise<Void> over = Promise.promise();
  private final Vertx vertx = OneThing.vertx(work);
  private final Context context = vertx.getOrCreateContext();
  private final FastTime time;
  private final Trace trace;
  private final Invariants invariants;
  private final Troubles troubles;
  private final GpuHost gpu;
  private final Heap heap;
  private final Watchers watchers;
  private Installation server;
  private Page page;

  Day(long seed, int segments, Path directory) {
    this.seed = seed;
    this.segments = segments;
    this.directory = directory;
    this.time = new FastTime(vertx, context, work, seed);
    this.trace = new Trace(time);
    this.invariants = new Invariants(trace);
    this.troubles = new Troubles(seed);
    this.gpu = new GpuHost(time, troubles, invariants, trace);
    this.heap = new Heap(segments);
    this.watchers = new Watchers(invariants);
  }

  /** Lets it pass, prints what happened in it, and fails when anything did not hold. */
  void pass() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    root.setLevel(Level.OFF);
    long began = System.nanoTime();
    try {
      RecordCodec.register(vertx.eventBus());
      context.runOnContext(v -> begin());
      over.future().await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      time.end();
      print((System.nanoTime() - began) / 1e9);
      watchers.close();
      vertx.close().await(30, TimeUnit.SECONDS);
      root.setLevel(level);
    }
    assertThat(invariants.violations()).as(() -> "seed " + seed + ", after " + invariants.accepted()
      + " segments; again with ./run.sh test all -Dtest=SimulatedDayTest -Dday.seed=" + seed).isEmpty();
    if (segments >= ENOUGH) {
      assertThat(troubles.missing()).as("seed " + seed + ", kinds of trouble that never came").isEmpty();
      heap.assertLevel(seed);
    }
  }

  /** What has happened. */
  Trace trace() {
    return trace;
  }

  private void begin() {
    gpu.open(vertx).compose(v -> {
      server = new Installation(vertx, time, work, gpu.url(), directory);
      return invariants.watch(vertx, server, gpu);
    }).compose(v -> server.start()).onComplete(v -> {
      page = new Page(vertx, time, server, gpu, troubles, invariants);
      watchers.open(server);
      time.run();
      page.play();
      time.schedule(LOOK, this::look);
    }, over::tryFail);
  }

  private void look() {
    heap.look(invariants.accepted());
    invariants.require(page.secondsWithoutNews() < STUCK, "nothing new was heard for " + page.secondsWithoutNews() + " s");
    if (!invariants.violations().isEmpty()) {
      over.tryComplete();
    } else if (invariants.accepted() >= segments && !server.isDown()) {
      end();
    } else {
      time.schedule(LOOK, this::look);
    }
  }

  private void end() {
    page.leave().compose(v -> Future.future(later -> time.schedule(STUCK, later::complete))).onComplete(v -> {
      invariants.require(server.files().allMatch(file -> file.toString().endsWith(".lock") || file.toString().endsWith(".corrupt")),
        "files are left: " + server.files().toList());
      over.tryComplete();
    }, over::tryFail);
  }

  private void print(double seconds) {
    System.out.printf("simulated day: seed %d, %.1f h of it in %.0f s, %s%n  %s%n  %s%n  %s%n  %s%n  %s, work given up %d times%n", seed,
      time.seconds() / 3_600, seconds, trace, invariants, page, troubles, heap, watchers, time.forgotten());
  }
}
