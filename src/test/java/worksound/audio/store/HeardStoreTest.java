package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.messages.Snapshot.Heard;
import worksound.testing.Requirement;

/** What is read back; {@code AudioVerticleTest} has it written. */
@Requirement({"B6", "B15"})
class HeardStoreTest {

  private static final String SESSION = "ab12cd34";

  private SegmentDirectory segmentDirectory;
  private HeardStore store;
  private Path file;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    segmentDirectory = SegmentDirectory.open(folder);
    file = segmentDirectory.files().heard(SESSION);
    Files.createDirectories(file.getParent());
    store = new HeardStore(null, segmentDirectory, null);
  }

  @AfterEach
  void close() throws IOException {
    segmentDirectory.close();
  }

  @Test
  void whatWasHeardLastIsReadBack() throws IOException {
    assertThat(store.read(SESSION)).as("nothing is kept").isNull();
    Files.writeString(file, "{\"segment_index\": 41, \"position_seconds\": 31.5}");
    assertThat(store.read(SESSION)).isEqualTo(new Heard(41, 31.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "null", "\u0000\u0001", "{\"segment_index\": -1, \"position_seconds\": 3}",
    "{\"segment_index\": 1, \"position_seconds\": -3}", "{\"segment_index\": \"one\", \"position_seconds\": 3}",
    "{\"segment_index\": 1, \"position_seconds\": NaN}"})
  void whatCannotBeUsedIsAsIfNothingWereKept(String text) throws IOException {
    Files.writeString(file, text);
    assertThat(store.read(SESSION)).isNull();
  }

  @Test
  void neitherALinkNorALargeFileIsRead(@TempDir Path elsewhere) throws IOException {
    String text = "{\"segment_index\": 41, \"position_seconds\": 31.5}";
    Files.createSymbolicLink(file, Files.writeString(elsewhere.resolve("secret"), text));
    assertThat(store.read(SESSION)).isNull();
    Files.delete(file);
    Files.writeString(file, text + " ".repeat(1_000));
    assertThat(store.read(SESSION)).isNull();
  }
}
