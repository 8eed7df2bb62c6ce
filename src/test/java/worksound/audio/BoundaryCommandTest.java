package worksound.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.wav.TestWav;

/** What {@code ./run.sh seam} prints. */
class BoundaryCommandTest {

  private static final int RATE = 44_100;

  @TempDir
  Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... words) {
    return BoundaryCommand.run(words, new PrintStream(out, true, StandardCharsets.UTF_8),
      new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private String file(String name, float[][] music) throws IOException {
    return TestWav.pcm(16).rate(RATE).write(folder.resolve(name), music).toString();
  }

  @Test
  void oneLineOfJsonAFile() throws IOException {
    float[][] music = TestMusic.of(2, 20 * RATE, RATE, 1);
    float[][] broken = TestMusic.cut(music, 0, 20 * RATE);
    float[][] tone = TestMusic.sine(2, 10 * RATE, RATE, 2_345, 0.2);
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(tone[channel], 0, broken[channel], 10 * RATE, 10 * RATE);
    }
    String whole = file("whole.wav", music);
    String cut = file("cut.wav", broken);
    assertThat(run("--at", "10", whole, cut)).isZero();
    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(2);
    JsonObject first = new JsonObject(lines[0]);
    JsonObject second = new JsonObject(lines[1]);
    assertThat(first.getString("file")).isEqualTo(whole);
    assertThat(first.getString("verdict")).isEqualTo("continues");
    assertThat(first.getJsonObject("parts").fieldNames()).contains("partials", "level", "timbre", "harmony", "rhythm", "stereo");
    assertThat(second.getString("verdict")).isEqualTo("breaks");
    assertThat(second.getDouble("score")).isGreaterThan(first.getDouble("score"));
    assertThat(second.getDouble("at")).isEqualTo(10);
  }

  @Test
  void withoutAPlaceItIsTheConfiguredOverlap() throws IOException {
    assertThat(run(file("whole.wav", TestMusic.of(1, 20 * RATE, RATE, 1)))).isZero();
    assertThat(new JsonObject(out.toString(StandardCharsets.UTF_8)).getDouble("at")).isEqualTo(15);
  }

  @Test
  void whatCannotBeUsedIsNamedAndTheOthersAreMeasured() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "no music");
    String good = file("whole.wav", TestMusic.of(1, 20 * RATE, RATE, 1));
    String tooShort = file("short.wav", TestMusic.of(1, 14 * RATE, RATE, 1));
    assertThat(run(text.toString(), "/nowhere.wav", tooShort, good)).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("whole.wav").hasLineCount(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("text.wav: not a WAV file").contains("/nowhere.wav: no such file")
      .contains("short.wav: 14.000 s long, expected at least 4.0 s before the boundary at 15.000 s and 0.5 s after it");
  }

  @Test
  void wordsThatMakeNoSenseAreRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--at", "soon", "x.wav")).isEqualTo(2);
    assertThat(run("--loud", "x.wav")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("no file, expected seam [--at SECONDS] FILE.wav…")
      .contains("--at is soon, expected seconds").contains("--loud is no option");
  }
}
