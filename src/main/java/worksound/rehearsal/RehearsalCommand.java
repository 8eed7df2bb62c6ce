package worksound.rehearsal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import worksound.Hosts;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.config.ConfigException;
import worksound.inference.failure.AcestepException;
import worksound.wav.WavException;

/**
 * {@code ./run.sh rehearse [-conf FILE|JSON] [-n SEGMENTS]}: makes a few segments on every configured server without playing them, a line
 * each, and says what to change in {@code acestep.params}. Ends with 1 when a server cannot be used and with 2 when an option cannot.
 */
public final class RehearsalCommand {

  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;
  private static final int SEGMENTS = 3;
  private static final int MOST_SEGMENTS = 100;
  /** The longest that is waited for the hosts to be known, and for everything to close. */
  private static final int PATIENCE_SECONDS = 20;

  private final Config config;
  private final int segments;
  private final Path temporary;
  private final PrintStream out;
  private final PrintStream errors;

  private RehearsalCommand(Config config, int segments, Path temporary, PrintStream out, PrintStream errors) {
    this.config = config;
    this.segments = segments;
    this.temporary = temporary;
    this.out = out;
    this.errors = errors;
  }

  /** Rehearses and ends the process. */
  public static void main(String[] words) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    System.exit(run(words, Path.of(System.getProperty("java.io.tmpdir")), System.out, System.err));
  }

  /** Rehearses. @param temporary where its files are meanwhile @return 0, 1 when a server cannot be used, 2 when an option cannot */
  static int run(String[] words, Path temporary, PrintStream out, PrintStream errors) {
    try {
      JsonObject given = new JsonObject();
      int segments = SEGMENTS;
      for (int i = 0; i < words.length; i += 2) {
        String value = i + 1 < words.length ? words[i + 1] : "";
        switch (words[i]) {
          case "-conf", "--conf" -> given = configuration(value);
          case "-n" -> segments = count(value);
          default -> throw new ConfigException(words[i] + " is no option, expected rehearse [-conf FILE|JSON] [-n SEGMENTS]");
        }
      }
      return new RehearsalCommand(Config.from(given), segments, temporary, out, errors).rehearse();
    } catch (ConfigException e) {
      errors.println("worksound: " + e.getMessage());
      return UNUSABLE;
    } catch (IOException | TimeoutException e) {
      errors.println("worksound: rehearse: " + e);
      return FAILED;
    }
  }

  private static JsonObject configuration(String value) {
    try {
      return new JsonObject(value.strip().startsWith("{") ? value : Files.readString(Path.of(value)));
    } catch (IOException | DecodeException | ClassCastException e) {
      throw new ConfigException("-conf is " + value + ", expected a JSON file that can be read or a JSON object");
    }
  }

  private static int count(String value) {
    if (value.matches("\\d{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MOST_SEGMENTS) {
      return Integer.parseInt(value);
    }
    throw new ConfigException("-n is " + value + ", expected 1 to " + MOST_SEGMENTS + " segments");
  }

  private int rehearse() throws IOException, TimeoutException {
    Path folder = Files.createTempDirectory(temporary, "worksound-rehearsal-");
    // Who interrupts it wants nothing left behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    VertxOptions options = new VertxOptions();
    options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    Vertx vertx = Vertx.vertx(options);
    try {
      int worst = 0;
      for (AcestepHost host : Hosts.of(vertx, config, folder.resolve("engine")).await(PATIENCE_SECONDS, TimeUnit.SECONDS).servers()) {
        worst = Math.max(worst, rehearse(vertx, host, folder));
      }
      return worst;
    } finally {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      delete(folder);
    }
  }

  private int rehearse(Vertx vertx, AcestepHost host, Path folder) throws IOException {
    Rehearsal rehearsal = new Rehearsal(vertx, config, host, folder, words -> errors.println("worksound: " + host.name() + ": " + words));
    try {
      List<Rehearsed> made = rehearsal.run(segments, each -> out.println(each.line()));
      Advice.of(made, rehearsal.parameters().params(), config.audio().gate()).forEach(out::println);
      return 0;
    } catch (AcestepException | WavException | IOException e) {
      errors.println("worksound: rehearse: tried " + host.name() + ": " + e.getMessage());
      return FAILED;
    }
  }

  private static void delete(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      System.err.println("worksound: rehearse: " + folder + " cannot be deleted: " + e.getMessage());
    }
  }
}
