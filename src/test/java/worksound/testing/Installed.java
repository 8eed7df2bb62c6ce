package worksound.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which programs this machine has. */
public final class Installed {

  private Installed() {
  }

  /**
   * Skips the test that is running where a program is missing; fails it instead where none may be, as the system property
   * {@code programs.required} says.
   *
   * @param consequence what is not possible without them
   */
  public static void assume(String consequence, String... programs) {
    List<String> missing = Stream.of(programs).filter(program -> !isOnPath(program)).toList();
    if (Boolean.getBoolean("programs.required")) {
      assertThat(missing).as("missing programs").isEmpty();
    }
    if (!missing.isEmpty()) {
      System.out.printf("skipped, %s: %s not installed%n", consequence, missing);
    }
    assumeTrue(missing.isEmpty(), () -> consequence + ": not installed are " + missing);
  }

  /** One that is named by its whole path is only looked for there. */
  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }
}
