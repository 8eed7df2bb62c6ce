package worksound.rehearsal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import worksound.audio.analysis.Analysis;
import worksound.audio.analysis.Gate;
import worksound.audio.analysis.SegmentAnalyzer;
import worksound.audio.store.SeedBuilder;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.config.SegmentConfig;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.acestep.models.FallbackChain.ParameterSet;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.attempt.TaskParameters;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;
import worksound.wav.WavFile;

/** A few segments on one server, each continued from the one before it, as the generation loop makes them. For a thread that may block. */
final class Rehearsal {

  /** Longest time without an answer while a task runs, in seconds. */
  private static final double OUTAGE_SECONDS = 30;
  /** Every step has a limit of its own, which comes first. */
  private static final long LONGEST_HOURS = 12;
  private static final String SESSION = "rehearsal";

  private final Config config;
  private final SegmentConfig shape;
  private final Path folder;
  private final Context eventLoop;
  private final Scheduler scheduler;
  private final AcestepServer server;
  private final SegmentAnalyzer analyzer;
  private final Consumer<String> words;
  private String said = "";

  /**
   * @param folder where WAVs are written; what is left there is the caller's to delete
   * @param words  called with what is going on
   */
  Rehearsal(Vertx vertx, Config config, AcestepHost host, Path folder, Consumer<String> words) {
    this.config = config;
    this.shape = config.segment();
    this.folder = folder;
    this.words = words;
    this.eventLoop = vertx.getOrCreateContext();
    this.scheduler = Scheduler.of(vertx);
    this.server = new AcestepServer(vertx, scheduler, host);
    this.analyzer = new SegmentAnalyzer(shape.overlapSeconds(), new Gate(shape.seconds(), config.audio().gate()));
  }

  /**
   * Makes segments; when the server cannot do what is asked, the next overlay of {@code acestep.fallback} is taken.
   *
   * @param each called with each as soon as it is measured
   * @throws AcestepException what stood in the way
   */
  List<Rehearsed> run(int segments, Consumer<Rehearsed> each) throws IOException {
    List<Rehearsed> made = new ArrayList<>();
    WavFile previous = null;
    while (made.size() < segments) {
      int index = made.size();
      Path file = folder.resolve(index + ".wav");
      try {
        made.add(make(index, previous, file));
      } catch (AcestepException e) {
        fallBackOr(e);
        continue;
      }
      each.accept(made.get(index));
      if (previous != null) {
        Files.delete(previous.path());
      }
      previous = WavFile.open(file);
    }
    return made;
  }

  /** The parameters that the last segment was made with. */
  ParameterSet parameters() {
    return server.fallbacks().current();
  }

  private void fallBackOr(AcestepException failure) {
    if (!failure.problem().warrantsFallback() || !server.fallbacks().hasNext(failure.problem())) {
      throw failure;
    }
    server.fallBack();
    words.accept(failure.getMessage() + " The next of acestep.fallback is tried: " + parameters().params());
  }

  private Rehearsed make(int index, WavFile previous, Path file) throws IOException {
    await(() -> server.prepare(OUTAGE_SECONDS, (phase, stage) -> say(stage)));
    await(() -> server.awaitIdle(false, this::say));
    say("making segment " + (index + 1));
    WavFile seed = previous == null ? null
      : SeedBuilder.build(previous, shape.overlapSeconds(), shape.seconds(), folder.resolve("seed.wav"));
    GenerationRequest request = new GenerationRequest(SESSION, index, 1, false, false, config.session().defaultPrompt(),
      previous == null ? null : index - 1);
    double begun = scheduler.seconds();
    await(() -> server.submit(TaskParameters.of(parameters(), request, shape), seed == null ? null : seed.path()));
    double submitted = scheduler.seconds() - begun;
    TaskState done = await(() -> server.await(OUTAGE_SECONDS, false, seen -> { }));
    double generated = server.runningSeconds();
    if (done.file().isEmpty()) {
      throw Problem.NO_FILE.because("ACE-Step finished the task but has no file; is the GPU host's disk full?");
    }
    begun = scheduler.seconds();
    await(() -> server.download(done.file(), file));
    double transferred = submitted + scheduler.seconds() - begun;
    Analysis analysis = analyzer.analyze(WavFile.open(file), Optional.ofNullable(seed), Optional.ofNullable(previous));
    double music = previous == null ? shape.seconds() : shape.strideSeconds();
    String model = done.model() == null ? parameters().model() : done.model();
    return new Rehearsed(index + 1, generated, transferred, music / generated, done.seed(), model, analysis.figures(),
      analysis.gateResult().faults());
  }

  private void say(String stage) {
    if (!stage.equals(said)) {
      said = stage;
      words.accept(stage);
    }
  }

  /** Has a step done by the event loop, which alone touches the server, and waits for it here. */
  private <T> T await(Supplier<Future<T>> step) {
    Promise<T> done = Promise.promise();
    eventLoop.runOnContext(v -> Future.succeededFuture().compose(begin -> step.get()).onComplete(done));
    try {
      return done.future().await(LONGEST_HOURS, TimeUnit.HOURS);
    } catch (TimeoutException e) {
      throw Problem.TASK_TIMEOUT.because("No answer within " + LONGEST_HOURS + " hours.");
    }
  }
}
