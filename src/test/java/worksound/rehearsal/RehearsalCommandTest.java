package worksound.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;
import worksound.testing.Ports;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class RehearsalCommandTest {

  @TempDir
  Path temporary;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... words) {
    return RehearsalCommand.run(words, temporary, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private int rehearse(String url, int segments) {
    return run("-conf", new JsonObject().put("acestep", new JsonObject().put("url", url).put("fallback", List.of()))
      .put("segment", new JsonObject().put("seconds", 20).put("overlap_seconds", 8)).encode(), "-n", Integer.toString(segments));
  }

  private static AcestepStandIn standIn(Vertx vertx) throws Exception {
    return AcestepStandIn.start(vertx, new StandInOptions().segment(20, 8)).await();
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String said() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private List<String> complaints() {
    return said().lines().filter(line -> line.startsWith("worksound: rehearse: ")).toList();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void everySegmentHasALineAndTheLastLineSaysWhatToChange(Vertx vertx) throws Exception {
    AcestepStandIn acestep = standIn(vertx);
    assertThat(rehearse(acestep.url(), 3)).as(this::said).isZero();
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
    assertThat(rehearse(acestep.url(), 1)).as(this::said).isZero();
    assertThat(lines().get(0)).contains("would be refused: ", "fades out");
    acestep.close().await();
  }

  @Test
  void aHostThatIsNotThereIsOneLine() throws Exception {
    try (Ports.Held nobody = Ports.hold()) {
      String url = "http://127.0.0.1:" + nobody.number();
      assertThat(rehearse(url, 3)).isEqualTo(1);
      assertThat(complaints()).singleElement().asString().startsWith("worksound: rehearse: tried " + url + ": ");
      assertThat(lines()).isEmpty();
    }
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
    acestep.next(Fault.FORGOTTEN);
    assertThat(rehearse(acestep.url(), 1)).as(this::said).isZero();
    assertThat(said()).contains("The next of acestep.fallback is tried: ");
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
    assertThat(rehearse("builtin", 2)).as(this::said).isZero();
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1)).as("below the limit of 5 bits").containsPattern("boundary [0-4]\\.\\d+ bits");
  }

  @Test
  void whatCannotBeUsedSaysWhatWasExpected() {
    assertThat(run("-n", "0")).isEqualTo(2);
    assertThat(run("-conf", "no-such-file.json")).isEqualTo(2);
    assertThat(run("--fast")).isEqualTo(2);
    assertThat(said()).contains("-n is 0, expected 1 to 100", "-conf is no-such-file.json", "--fast is no option");
  }
}
