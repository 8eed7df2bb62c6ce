package worksound.engine.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import worksound.engine.render.RenderException;
import worksound.engine.render.RenderTask;
import worksound.engine.render.Renderer;
import worksound.engine.repaint.WarmUp;

/** Jobs one at a time, first come first served, on a thread of their own. Used by one event loop. */
final class TaskQueue {

  private static final int MOST_WAITING = 200;
  private static final int MOST_REMEMBERED = 500;
  /** What ACE-Step assumes of a job before it has seen one. */
  private static final double FIRST_GUESS_SECONDS = 5;

  private final AudioFiles files;
  private final WorkerExecutor thread;
  private final double leastSeconds;
  private final CountDownLatch stop = new CountDownLatch(1);
  /** The newest jobs; those that are forgotten are done, as fewer can wait. */
  private final Map<String, Job> jobs = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
      return size() > MOST_REMEMBERED;
    }
  };
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Renderer renderer = new Renderer(this::rendered, () -> stop.getCount() == 0);
  private double averageSeconds = FIRST_GUESS_SECONDS;
  /** Read by the rendering thread too. */
  private volatile Job running;
  /** Whether anything has been asked for; read by the rendering thread too. */
  private volatile boolean needed;

  /** A queue whose jobs take at least {@code leastSeconds} each. */
  TaskQueue(Vertx vertx, AudioFiles files, double leastSeconds) {
    this.files = files;
    this.leastSeconds = leastSeconds;
    this.thread = vertx.createSharedWorkerExecutor("worksound-engine-" + UUID.randomUUID(), 1, 1, TimeUnit.HOURS);
  }

  /** Plays so many seconds of music to nobody, until the thread is needed. */
  void warmUp(String prompt, double seconds) {
    thread.executeBlocking(() -> {
      WarmUp.play(prompt, seconds, () -> needed);
      return null;
    }, false).onFailure(cause -> AcestepApi.LOG.warn("engine: could not warm up", cause));
  }

  /** Queues {@code task}; fails with 429 when too many wait. */
  Job submit(RenderTask task) {
    if (waiting.size() >= MOST_WAITING) {
      throw new HttpFailure(429, "Server busy: queue is full");
    }
    needed = true;
    Job job = new Job(UUID.randomUUID().toString(), task, leastSeconds);
    jobs.put(job.id, job);
    waiting.add(job);
    return job;
  }

  int waiting() {
    return waiting.size();
  }

  /** The job of that id, or null. */
  Job find(String id) {
    return jobs.get(id);
  }

  /** Starts the next job when none is running. */
  void work() {
    if (running != null || waiting.isEmpty() || stop.getCount() == 0) {
      return;
    }
    Job job = waiting.remove();
    job.start(System.nanoTime());
    running = job;
    Path file = files.forJob(job.id);
    thread.executeBlocking(() -> perform(job, file), false).onComplete(played -> {
      running = null;
      files.delete(job.task.source());
      if (played.succeeded()) {
        succeed(job, file);
      } else {
        fail(job, file, played.cause());
      }
      work();
    });
  }

  private Void perform(Job job, Path file) throws IOException, RenderException, InterruptedException {
    renderer.record(job.task, file);
    double left = leastSeconds - job.elapsedSeconds(System.nanoTime());
    if (left > 0 && stop.await((long) (left * 1e9), TimeUnit.NANOSECONDS)) {
      throw new RenderException("the engine was stopped");
    }
    return null;
  }

  private void rendered(double part) {
    Job job = running;
    if (job != null) {
      job.rendered(part);
    }
  }

  private void succeed(Job job, Path file) {
    job.succeed(file);
    files.add(file);
    averageSeconds += (job.elapsedSeconds(System.nanoTime()) - averageSeconds) / Math.min(10, 1 + count(Job.State.SUCCEEDED));
  }

  private void fail(Job job, Path file, Throwable cause) {
    files.delete(file);
    if (cause instanceof RenderException) {
      job.fail(cause.getMessage());
      AcestepApi.LOG.info("engine: task {} failed: {}", job.id, cause.getMessage());
    } else {
      job.fail("the synthesizer failed: " + cause);
      AcestepApi.LOG.error("engine: task {} failed", job.id, cause);
    }
  }

  /** Completes when what is running has ended. */
  Future<Void> drained() {
    needed = true;
    return thread.executeBlocking(() -> null, false);
  }

  /** Gives up what runs and what waits; completes when the thread is free. */
  Future<Void> stop() {
    stop.countDown();
    waiting.clear();
    return drained().compose(done -> thread.close());
  }

  JsonObject stats() {
    JsonObject counts = new JsonObject().put("total", jobs.size());
    for (Job.State state : Job.State.values()) {
      counts.put(state.name().toLowerCase(Locale.ROOT), count(state));
    }
    return new JsonObject().put("jobs", counts).put("queue_size", waiting.size()).put("queue_maxsize", MOST_WAITING)
      .put("avg_job_seconds", averageSeconds);
  }

  private long count(Job.State state) {
    return jobs.values().stream().filter(job -> job.state() == state).count();
  }
}
