package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import worksound.testing.JavaProcess;

/** A server that runs out of memory ends at once, so that whoever started it can start it again. */
@Timeout(60)
class OutOfMemoryTest {

  static List<List<String>> waysToStart() throws IOException {
    return List.of(ServerProcess.jvmOfRunScript(), ServiceUnitTest.command().stream().filter(word -> word.startsWith("-X")).toList());
  }

  @ParameterizedTest
  @MethodSource("waysToStart")
  void outOfMemoryEndsTheProcessWithACodeOtherThanZero(List<String> jvm, @TempDir Path folder) throws Exception {
    // Without the setting that ends it, it would stay there and do nothing.
    List<String> settings = Stream.concat(jvm.stream(), Stream.of("-Xms4m", "-Xmn2m", "-Xmx6m")).toList();
    Process process = JavaProcess.inOneStream(settings, "worksound.Main", "-conf",
      "{\"http\": {\"port\": 0}, \"audio\": {\"dir\": \"" + folder + "\"}}").start();
    try (var output = process.inputReader()) {
      assertThat(output.lines()).anyMatch(line -> line.contains("OutOfMemoryError"));
      assertThat(process.waitFor(30, SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
    } finally {
      process.destroyForcibly();
    }
  }
}
