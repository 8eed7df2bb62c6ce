package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code conf/worksound.service} starts the server as {@code run.sh} does, and takes its end by SIGTERM for a success. */
@Timeout(60)
class ServiceUnitTest {

  @Test
  void theUnitStartsTheServerWithTheSettingsOfTheRunScript() throws IOException {
    assertThat(command()).containsAll(ServerProcess.jvmOfRunScript());
  }

  @Test
  void theCommandOfTheUnitServesAndItsEndIsASuccess(@TempDir Path folder) throws Exception {
    Path conf = Files.writeString(folder.resolve("config.json"), "{\"http\": {\"port\": 0}}");
    List<String> command = new ArrayList<>();
    for (String word : command()) {
      switch (word) {
        case "/usr/bin/java" -> command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        case "$JAVA_OPTS" -> command.add("-Xss1m");
        case "-jar" -> command.add("-cp");
        case "/opt/worksound/worksound.jar" -> command.addAll(List.of(System.getProperty("surefire.test.class.path",
          System.getProperty("java.class.path")), "worksound.Main"));
        case "/etc/worksound/config.json" -> command.add(conf.toString());
        default -> command.add(word);
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    Process process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().filter(line -> line.contains("listening on")).findFirst()).isPresent();
      assertThat(folder.resolve("worksound")).as("what the unit calls its StateDirectory").isDirectory();
      process.destroy();
      assertThat(process.waitFor(20, SECONDS)).isTrue();
      assertThat(settings("SuccessExitStatus")).containsExactly(String.valueOf(process.exitValue()));
    } finally {
      process.destroyForcibly();
    }
  }

  static List<String> command() throws IOException {
    return settings("ExecStart").toList();
  }

  private static Stream<String> settings(String key) throws IOException {
    return Pattern.compile("^" + key + "=(.*)$", Pattern.MULTILINE).matcher(Files.readString(Path.of("conf/worksound.service"))).results()
      .map((MatchResult line) -> line.group(1)).flatMap(value -> Stream.of(value.split(" ")));
  }
}
