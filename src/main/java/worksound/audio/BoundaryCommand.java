package worksound.audio;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import worksound.audio.analysis.boundary.BoundaryMeter;
import worksound.config.Config;
import worksound.config.ConfigException;
import worksound.messages.Measurements.Boundary;
import worksound.wav.WavException;
import worksound.wav.WavFile;

/**
 * {@code ./run.sh seam [--at SECONDS] FILE.wav…}: whether the music in WAV files goes on across a boundary, one line of JSON a file.
 * Ends with 2 when a file or an option cannot be used; what was wrong is said on standard error.
 */
final class BoundaryCommand {

  private static final int UNUSABLE = 2;

  private final double at;
  private final double limit;
  private final PrintStream out;
  private final PrintStream errors;

  private BoundaryCommand(double at, double limit, PrintStream out, PrintStream errors) {
    this.at = at;
    this.limit = limit;
    this.out = out;
    this.errors = errors;
  }

  /** Measures the files that the arguments name. */
  public static void main(String[] words) {
    System.exit(run(words, System.out, System.err));
  }

  /** Measures the files that the arguments name. @return 0, or 2 when one of them cannot be used */
  static int run(String[] words, PrintStream out, PrintStream errors) {
    try {
      List<String> files = new ArrayList<>(List.of(words));
      Config config = Config.from(new JsonObject());
      double at = seconds(files, config.segment().overlapSeconds());
      BoundaryCommand command = new BoundaryCommand(at, config.audio().gate().maxBoundaryScore(), out, errors);
      return files.stream().mapToInt(command::print).max().orElse(UNUSABLE);
    } catch (ConfigException e) {
      errors.println("worksound: " + e.getMessage());
      return UNUSABLE;
    }
  }

  private static double seconds(List<String> words, double otherwise) {
    double seconds = otherwise;
    if (!words.isEmpty() && words.get(0).equals("--at")) {
      String given = words.size() > 1 ? words.get(1) : "nothing";
      try {
        seconds = Double.parseDouble(given);
      } catch (NumberFormatException e) {
        seconds = Double.NaN;
      }
      if (!(seconds >= 0 && seconds < 86_400)) {
        throw new ConfigException("--at is " + given + ", expected seconds from the beginning of the file, such as 15");
      }
      words.subList(0, 2).clear();
    }
    if (words.isEmpty() || words.get(0).startsWith("--")) {
      String given = words.isEmpty() ? "no file" : words.get(0) + " is no option";
      throw new ConfigException(given + ", expected seam [--at SECONDS] FILE.wav…");
    }
    return seconds;
  }

  private int print(String file) {
    String problem;
    try {
      WavFile wav = WavFile.open(Path.of(file));
      Boundary boundary = BoundaryMeter.fed(wav, wav.format().frames(at)).measure();
      if (boundary != null) {
        out.println(line(file, boundary));
        return 0;
      }
      problem = String.format(Locale.ROOT, "%.3f s long, expected at least %.1f s before the boundary at %.3f s and %.1f s after it",
        wav.seconds(), BoundaryMeter.MIN_BEFORE_SECONDS, at, BoundaryMeter.MIN_AFTER_SECONDS);
    } catch (NoSuchFileException e) {
      problem = "no such file, expected a WAV";
    } catch (WavException e) {
      problem = e.getMessage() + ", expected a WAV";
    } catch (IOException | RuntimeException e) {
      problem = "cannot be read, expected a WAV: " + e.getMessage();
    }
    errors.println("worksound: " + file + ": " + problem);
    return UNUSABLE;
  }

  private String line(String file, Boundary boundary) {
    JsonObject parts = JsonObject.mapFrom(boundary.cues());
    parts.fieldNames().forEach(name -> parts.put(name, rounded(parts.getDouble(name))));
    return new JsonObject().put("file", file).put("score", rounded(boundary.score()))
      .put("verdict", boundary.score() > limit ? "breaks" : "continues").put("at", at).put("kind", boundary.kind()).put("parts", parts)
      .encode();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
