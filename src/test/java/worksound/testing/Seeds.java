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
