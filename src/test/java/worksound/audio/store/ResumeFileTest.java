package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.messages.Measurements.Seam;
import worksound.messages.Segment.Takes;
import worksound.messages.Segment;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.messages.Snapshot.Explanation;

class ResumeFileTest {

  private static final ResumableSession KEPT = new ResumableSession("ab12cd34", "rain \"on\" 屋根\n",
    new Segment(41, 40, "rain", 60, 15, Segment.Join.overlap, 48_000, 11_520_044, "\"ab12cd34-41-18f\"", null, -1.25, 0.1 + 0.2, -19.75,
      new Takes(List.of(3.5, 0.25), 2, Explanation.of("smoothest-take"))), null, 60.0, 15.0);

  @TempDir
  Path folder;
  private ResumeFile state;

  @BeforeEach
  void make() {
    state = new ResumeFile(folder);
  }

  @Test
  void whatIsWrittenIsReadAndTheNextReplacesIt() throws IOException {
    assertThat(state.read()).isNull();
    state.write(new ResumableSession("old", "p", KEPT.segment(), null, null, null));
    state.write(KEPT);
    assertThat(new ResumeFile(folder).read()).isEqualTo(KEPT);
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("resume.json"));
    state.delete();
    assertThat(state.read()).isNull();
    state.delete();
  }

  @Test
  void onlyOneThatWasMovedIntoPlaceCounts() throws IOException {
    state.write(KEPT);
    Files.writeString(folder.resolve("resume.json.tmp"), "{\"session_id\": \"cut o");
    assertThat(state.read()).isEqualTo(KEPT);
    assertThat(folder.resolve("resume.json.tmp")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "null", "{}", "\u0000\u0001", "{\"name\": \"of another program\"}",
    "{\"session_id\": \"../../etc\", \"prompt\": \"p\", \"segment\": {\"index\": 1, \"prompt\": \"p\", \"etag\": \"\\\"e\\\"\"}}",
    "{\"session_id\": \"ab\", \"prompt\": \"p\", \"segment\": {\"index\": -1, \"prompt\": \"p\", \"etag\": \"\\\"e\\\"\"}}",
    "{\"session_id\": \"ab\", \"prompt\": \"p\", \"segment\": {\"index\": 2147483647, \"prompt\": \"p\", \"etag\": \"\\\"e\\\"\"}}",
    "{\"session_id\": \"ab\", \"prompt\": \"p\", \"segment\": {\"index\": \"one\"}}",
    "{\"session_id\": \"ab\", \"prompt\": \"p\", \"segment\": {\"index\": 1, \"prompt\": \"p\", \"etag\": \"\\\"a\\r\\nb\\\"\"}}"})
  void oneThatCannotBeUsedIsSetAside(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("resume.json"), text);
    assertThat(state.read()).isNull();
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("resume.json.corrupt")).hasContent(text);
    state.write(KEPT);
    assertThat(state.read()).isEqualTo(KEPT);
  }

  /** Letter by letter as version 0bd3136 wrote it, so that an update takes the music up again. */
  @Test
  void oneOfAnEarlierVersionIsRead() throws IOException {
    Files.writeString(folder.resolve("resume.json"), """
      {
        "session_id" : "0af31b22",
        "prompt" : "rain",
        "segment" : {
          "index" : 7,
          "source_index" : 6,
          "prompt" : "calm",
          "seconds" : 60.0,
          "overlap_seconds" : 15.0,
          "sample_rate" : 48000,
          "bytes" : 11520044,
          "etag" : "\\"0af31b22-7-19a2b3c4d5e\\"",
          "seam" : {
            "lag_samples" : -3,
            "correlation" : 0.998,
            "gain_db" : -0.4,
            "residual_db" : -48.1
          },
          "gain_db" : -4.2,
          "gain_end_db" : -4.5,
          "loudness_lufs" : -15.6
        }
      }""");
    ResumableSession kept = state.read();
    assertThat(kept.sessionId()).isEqualTo("0af31b22");
    assertThat(kept.prompt()).isEqualTo("rain");
    assertThat(kept.segment()).isEqualTo(new Segment(7, 6, "calm", 60, 15, null, 48_000, 11_520_044, "\"0af31b22-7-19a2b3c4d5e\"",
      new Seam(-3, 0.998, -0.4, -48.1), -4.2, -4.5, -15.6, null));
  }

  @Test
  void noLinkThatSomebodyPutsThereIsWrittenThroughOrRead() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "keep");
    Files.createSymbolicLink(folder.resolve("resume.json.tmp"), elsewhere);
    state.write(KEPT);
    assertThat(elsewhere).hasContent("keep");
    assertThat(state.read()).isEqualTo(KEPT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("resume.json")))).isEqualTo("rw-------");
    Path linked = Files.move(folder.resolve("resume.json"), folder.resolve("of another session"));
    Files.createSymbolicLink(folder.resolve("resume.json"), linked);
    assertThat(state.read()).isNull();
    assertThat(linked).exists();
  }
}
