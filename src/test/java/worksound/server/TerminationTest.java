package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.testing.Folders;
import worksound.testing.JavaProcess;

/** A process that is asked to end does so at any moment of its life without a word of complaint. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class TerminationTest {

  /** By the first line of the log that shows the moment, or none for one drawn by lot within the start. */
  @ParameterizedTest
  @ValueSource(strings = {"engine: built-in", "listening on", "engine_checked", "", "", "", ""})
  void itEndsCleanlyHoweverFarItIs(String moment, @TempDir Path folder) throws Exception {
    Process process = JavaProcess.inOneStream(JavaProcess.SHORT_LIVED, "worksound.Main", "-conf",
      "{\"http\": {\"port\": 0}, \"audio\": {\"dir\": \"" + folder + "\"}}").start();
    try (var output = process.inputReader()) {
      if (moment.isEmpty()) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000_000L, 1_500_000_000L));
      } else {
        assertThat(output.lines().filter(line -> line.contains(moment)).findFirst()).isPresent();
      }
      process.toHandle().destroy(); // which leaves its output open
      List<String> said = output.lines().toList();
      assertThat(process.waitFor(20, SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(said).noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat ") || line.startsWith("worksound:"));
      assertThat(Folders.files(folder)).isSubsetOf(Path.of("worksound.lock"));
    } finally {
      process.destroyForcibly();
    }
  }
}
