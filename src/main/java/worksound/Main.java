package worksound;

import io.vertx.core.Promise;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import worksound.config.ConfigException;

/**
 * The command line: what {@code vertx run} takes for one server in one process, where {@code run} and the verticle's name may be left
 * out. What cannot be started ends the process with one line and a code other than 0.
 */
public final class Main extends VertxApplication implements VertxApplicationHooks {

  /** Exit code for a configuration that cannot be read, as the Vert.x launcher's for a wrong command line. */
  private static final int USAGE = 2;
  private static final List<String> CONF = List.of("-conf", "--conf");
  private static final List<String> INSTANCES = List.of("-instances", "--instances");
  private static final List<String> CLUSTER = List.of("-cluster", "--cluster");

  /** In each of the two pools of Vert.x, which begins a thread with each task until they are so many: an idle one takes 0.1 MB. */
  private static final int BLOCKING_THREADS = 4;

  private final Promise<Void> started = Promise.promise();
  private volatile boolean ending;

  private Main(String[] args) {
    super(args);
  }

  public static void main(String[] args) {
    List<String> words = new ArrayList<>(List.of(args));
    words.remove("run");
    if (!words.contains(MainVerticle.class.getName())) {
      words.add(0, MainVerticle.class.getName());
    }
    try {
      check(words);
    } catch (ConfigException e) {
      System.err.println("worksound: " + e.getMessage());
      System.exit(USAGE);
    }
    new Main(words.toArray(String[]::new)).launch();
  }

  /** Nothing is unpacked from the class path, so that no folder of temporary files stays when the process is killed. */
  @Override
  public VertxBuilder createVertxBuilder(VertxOptions options) {
    options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    keepFewThreads(options);
    return VertxApplicationHooks.super.createVertxBuilder(options);
  }

  /** Unless {@code -options} names a number: what blocks for long here has threads of its own. */
  static void keepFewThreads(VertxOptions options) {
    if (options.getWorkerPoolSize() == VertxOptions.DEFAULT_WORKER_POOL_SIZE) {
      options.setWorkerPoolSize(BLOCKING_THREADS);
    }
    if (options.getInternalBlockingPoolSize() == VertxOptions.DEFAULT_INTERNAL_BLOCKING_POOL_SIZE) {
      options.setInternalBlockingPoolSize(BLOCKING_THREADS);
    }
  }

  /** Vert.x cannot undeploy what is half deployed: a process that is asked to end while it starts does so once it has started. */
  @Override
  public void afterVertxStarted(HookContext context) {
    ((VertxInternal) context.vertx()).addCloseHook(done -> started.future().onComplete(done));
  }

  @Override
  public void afterVerticleDeployed(HookContext context) {
    started.complete();
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, Throwable failure) {
    started.complete();
    if (!ending) {
      System.err.println("worksound: " + (failure == null ? "did not start in time" : failure.getMessage()));
    }
  }

  @Override
  public void beforeStoppingVertx(HookContext context) {
    ending = true;
    LogSetup.muteNettyForShutdown();
  }

  @Override
  public void afterVertxStopped(HookContext context) {
    LogSetup.end();
  }

  private static void check(List<String> words) {
    for (String conf : values(words, CONF)) {
      checkJson(conf);
    }
    for (String instances : values(words, INSTANCES)) {
      if (!instances.equals("1")) {
        throw new ConfigException("-instances is " + instances + ", expected 1: a server has one session, and audio.dir for itself");
      }
    }
    if (words.stream().anyMatch(CLUSTER::contains)) {
      throw new ConfigException("-cluster is given, expected none: all parts of a server run in one process");
    }
  }

  /** What is given for an option, as the next word or behind {@code =}; empty where nothing is. */
  private static List<String> values(List<String> words, List<String> names) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String[] word = words.get(i).split("=", 2);
      if (names.contains(word[0])) {
        values.add(word.length > 1 ? word[1] : i + 1 < words.size() ? words.get(i + 1) : "");
      }
    }
    return values;
  }

  /** The launcher only warns of a configuration it cannot read and starts without it. */
  private static void checkJson(String conf) {
    boolean inline = conf.strip().startsWith("{");
    try {
      new JsonObject(inline ? conf : Files.readString(Path.of(conf)));
    } catch (IOException e) {
      throw new ConfigException("-conf is " + conf + ", expected a JSON file that can be read or a JSON object");
    } catch (DecodeException | ClassCastException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ConfigException("-conf is " + (inline ? "a text" : conf) + " that is not a JSON object: " + why);
    }
  }
}
