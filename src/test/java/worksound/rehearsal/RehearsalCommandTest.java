package worksound.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class RehearsalCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... words) {
    return RehearsalCommand.run(words, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private int rehearse(String url, int segments) {
    return rehearse(new JsonObject().put("url", url), segments);
  }

  private int rehearse(JsonObject acestep, int segments) {
    return run("-conf", new JsonObject().put("acestep", acestep.put("fallback", List.of()))
      .put("segment", new JsonObject().put("seconds", 20).put("overlap_seconds", 8)).encode(), "-n", Integer.toString(segments));
  }

  private static AcestepStandIn standIn(Vertx vertx) throws Exception {
    return AcestepStandIn.start(vertx, new StandInOptions().segment(20, 8)).await();
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> complaints() {
    return errors.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("worksound: rehearse: ")).toList();
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("worksound-rehearsal-"))).isEmpty();
    }
  }

  @Test
  void everySegmentHasALineAndTheLastLineSaysWhatToChange(Vertx vertx) throws Exception {
    AcestepStandIn acestep = standIn(vertx);
    assertThat(rehearse(acestep.url(), 3)).isZero();
    assertThat(lines()).hasSize(4);
    assertThat(lines().get(0)).startsWith("segment 1 (text2music): ").contains("× real time", "seed ", "LUFS").doesNotContain("boundary");
    assertThat(lines().get(2)).startsWith("segment 3 (repaint): ").contains("returned head: correlation 1.000", "boundary 0.");
    assertThat(lines().get(3)).isEqualTo("nothing to change in acestep.params");
    assertThat(acestep.tasks()).hasSize(3);
    assertThat(acestep.tasks().get(2).recognised()).as("each continues the one before").isTrue();
    assertThat(acestep.violations()).isEmpty();
    acestep.close().await();
  }

  @Test
  void aSegmentThatWouldBeRefusedSaysWhy(Vertx vertx) throws Exception {
    AcestepStandIn acestep = standIn(vertx);
    acestep.next(Fault.FADE_OUT);
    assertThat(rehearse(acestep.url(), 1)).isZero();
    assertThat(lines().get(0)).contains("would be refused: ", "fades out");
    acestep.close().await();
  }

  @Test
  void aHostThatIsNotThereIsOneLine() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(rehearse("http://127.0.0.1:" + port, 3)).isEqualTo(1);
    assertThat(complaints()).singleElement().asString().startsWith("worksound: rehearse: tried http://127.0.0.1:" + port + ": ");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aHostThatSendsNoMusicIsOneLineToo(Vertx vertx) throws Exception {
    AcestepStandIn acestep = standIn(vertx);
    for (Fault fault : List.of(Fault.NOT_WAV, Fault.truncatedAfter(1_000))) {
      errors.reset();
      acestep.next(fault);
      assertThat(rehearse(acestep.url(), 1)).as("%s", fault.kind()).isEqualTo(1);
      assertThat(complaints()).as("%s", fault.kind()).singleElement().asString().contains("tried " + acestep.url());
    }
    acestep.close().await();
  }

  @Test
  void whatCannotBeDoneIsAskedForWithLessUntilThereIsNothingLess(Vertx vertx) throws Exception {
    AcestepStandIn acestep = standIn(vertx);
    acestep.next(Fault.FROZEN);
    assertThat(rehearse(new JsonObject().put("url", acestep.url()).put("task_stall_seconds", 2), 1)).isZero();
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("The next of acestep.fallback is tried: ");
    for (int i = 0; i < 5; i++) {
      acestep.next(Fault.FAILED);
    }
    assertThat(rehearse(acestep.url(), 1)).isEqualTo(1);
    assertThat(complaints()).singleElement().asString().contains("tried " + acestep.url());
    acestep.close().await();
  }

  @Test
  @Tag("long")
  void theBuiltInEngineIsRehearsedToo() {
    assertThat(rehearse("builtin", 2)).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1)).containsPattern("boundary [0-4]\\.\\d+ bits");
  }

  @Test
  void whatCannotBeUsedSaysWhatWasExpected() {
    assertThat(run("-n", "0")).isEqualTo(2);
    assertThat(run("-conf", "no-such-file.json")).isEqualTo(2);
    assertThat(run("--fast")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("-n is 0, expected 1 to 100", "-conf is no-such-file.json", "--fast is no option");
  }
}
