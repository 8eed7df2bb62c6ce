package worksound;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import worksound.testing.Folders;
import worksound.testing.JavaProcess;
import worksound.testing.Requirement;

/** The program as a process of its own, started from a folder that is not the project's. */
@Timeout(120)
class CommandLineTest {

  private static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

  @TempDir
  Path elsewhere;

  static Stream<List<String>> waysToStart() {
    return Stream.of(
      List.of(),
      List.of("run"),
      List.of("worksound.MainVerticle"),
      List.of("run", "worksound.MainVerticle"));
  }

  @ParameterizedTest
  @MethodSource("waysToStart")
  @Requirement("P5")
  void everyWayToStartServesThePageAndEndsCleanly(List<String> words) throws Exception {
    List<String> args = new ArrayList<>(words);
    args.addAll(List.of("-conf", "{\"http\": {\"port\": 0}, \"audio\": {\"dir\": \"" + elsewhere.resolve("audio") + "\"}}"));
    Process process = start(args);
    try {
      int port = port(process);
      assertThat(get(port, "/").body()).contains("<title>");
      process.destroy();
      assertThat(process.waitFor(30, SECONDS)).isTrue();
      assertThat(Folders.filesButLock(elsewhere)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Requirement("P5")
  void aConfigurationFileIsTaken() throws Exception {
    Path conf = Files.writeString(elsewhere.resolve("my.json"), "{\"http\": {\"port\": 70000}}");
    assertRefused(List.of("-conf", conf.toString()), "http.port is 70000, expected a port from 0 to 65535");
  }

  @Test
  void whatCannotBeReadEndsWithOneLine() throws Exception {
    assertRefused(List.of("-conf", "nowhere.json"), "-conf is nowhere.json, expected a JSON file");
    Path conf = Files.writeString(elsewhere.resolve("broken.json"), "{\"http\": ");
    assertRefused(List.of("-conf", conf.toString()), "broken.json that is not a JSON object");
    assertRefused(List.of("-conf", "{\"htpp\": {}}"), "htpp is {}, expected no such key");
    assertRefused(List.of("-conf"), "-conf");
  }

  @Test
  void moreThanOneServerIsRefused() throws Exception {
    assertRefused(List.of("-cluster"), "-cluster is given, expected none");
    assertRefused(List.of("-instances", "2"), "-instances is 2, expected 1");
    assertRefused(List.of("--instances=2"), "-instances is 2, expected 1");
  }

  @Test
  void aPortInUseEndsWithOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertRefused(List.of("-conf", "{\"http\": {\"port\": " + taken.getLocalPort() + "}, \"audio\": {\"dir\": \"" + elsewhere.resolve("audio") + "\"}}"),
        "http.port is " + taken.getLocalPort() + ", expected a port that is free");
    }
  }

  private void assertRefused(List<String> args, String words) throws Exception {
    Process process = start(args);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(errors.strip()).startsWith("worksound: ").contains(words);
    assertThat(errors.strip().lines()).hasSize(1);
  }

  private Process start(List<String> args) throws IOException {
    List<String> program = Stream.concat(Stream.of("worksound.Main"), args.stream()).toList();
    return JavaProcess.of(JavaProcess.SHORT_LIVED, program).directory(elsewhere.toFile()).start();
  }

  private static int port(Process process) throws IOException {
    BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
    }
    throw new AssertionError("it ended: " + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
      HttpResponse.BodyHandlers.ofString());
  }
}
