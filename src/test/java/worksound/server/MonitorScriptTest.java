package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** The monitor that README shows, as it stands there, with a program in place of {@code mail} that writes down what it is given. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class MonitorScriptTest {

  private static final long LOOK_NANOS = 10_000_000;

  @Test
  @Requirement("P5")
  void theMonitorOfTheReadmeMailsAFailure(Vertx vertx, @TempDir Path folder) throws Exception {
    assumeTrue(isThere("curl"), "curl is not installed");
    AcestepStandIn acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    Server server = Server.start(vertx, folder.resolve("audio"), new JsonObject().put("acestep", new JsonObject().put("url", acestep.url())));
    Path mailed = Files.createFile(folder.resolve("mailed"));
    Path headers = Files.createFile(folder.resolve("headers"));
    program(folder, "mail", "read -r line; printf '%s %s\\n' \"$*\" \"$line\" >>" + mailed);
    program(folder, "curl", "exec env PATH=\"${PATH#*:}\" curl -D " + headers + " \"$@\"");
    Process monitor = monitor(folder, server.port());
    try {
      awaitContent(headers);
      Story story = Story.read(server, null);
      acestep.next(Fault.FAILED);
      server.play("calm");
      assertThat(story.awaitEvent("generation_failed").data().getString("code")).isEqualTo("task-failed");
      awaitContent(mailed);
      story.close();
    } finally {
      monitor.descendants().forEach(ProcessHandle::destroy);
      monitor.destroy();
    }
    assertThat(monitor.waitFor(30, SECONDS)).isTrue();
    assertThat(mailed).content().startsWith("-s worksound you@example.org generation failed: {").contains("\"task-failed\"");
    server.stop();
    acestep.close().await();
  }

  private static Process monitor(Path folder, int port) throws IOException {
    Matcher script = Pattern.compile("```sh\n(curl -sN [^`]*?generation_failed[^`]*)```").matcher(Files.readString(Path.of("README.md")));
    assertThat(script.find()).as("a script in README that watches generation_failed").isTrue();
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", script.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port));
    bash.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    return bash.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
  }

  private static void program(Path folder, String name, String script) throws IOException {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  /** What another program writes is no event that could be awaited. */
  private static void awaitContent(Path file) throws IOException, InterruptedException {
    while (Files.size(file) == 0) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("nothing was written to " + file);
      }
    }
  }

  private static boolean isThere(String command) throws Exception {
    return new ProcessBuilder("sh", "-c", "command -v " + command).start().waitFor() == 0;
  }
}
