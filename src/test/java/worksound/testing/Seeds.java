package worksound.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Seeds of tests that draw what happens. */
public final class Seeds {

  private static final Path FOLDER = Path.of("src/test/seeds");

  private Seeds() {
  }

  /** One that nothing has been tried with yet: the time, in seconds, unless a property names another. */
  public static long fresh(String property) {
    return Long.getLong(property, System.currentTimeMillis() / 1_000);
  }

  /** Those that a test has failed with, from {@code src/test/seeds/NAME.txt}: one a line, comments begin with #. */
  public static List<Long> kept(String name) {
    try {
      return Files.readAllLines(FOLDER.resolve(name + ".txt")).stream().map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty()).map(Long::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
