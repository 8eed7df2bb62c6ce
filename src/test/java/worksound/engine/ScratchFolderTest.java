package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files do not outlive the start of the next engine. */
class ScratchFolderTest {

  @TempDir
  Path parent;
  private Path folder;

  @BeforeEach
  void name() {
    folder = parent.resolve("a/worksound-engine");
  }

  @Test
  void isDeletedWithTheFilesOfTheEngine() throws IOException {
    Path scratch = ScratchFolder.create(folder);
    fill();
    ScratchFolder.delete(scratch);
    assertThat(parent.resolve("a")).isEmptyDirectory();
    ScratchFolder.delete(scratch);
  }

  @Test
  void whatAKilledProcessLeftIsDeletedByTheNext() throws IOException {
    ScratchFolder.create(folder);
    fill();
    assertThat(ScratchFolder.create(folder)).isEmptyDirectory();
  }

  @Test
  void whatIsNotTheEnginesStaysWhateverItIs() throws IOException {
    ScratchFolder.create(folder);
    fill();
    Path elsewhere = Files.writeString(Files.createDirectory(parent.resolve("elsewhere")).resolve(UUID.randomUUID() + ".wav"), "keep");
    Path notes = Files.writeString(folder.resolve("uploads/notes.txt"), "keep");
    Path link = Files.createSymbolicLink(folder.resolve("api_audio").resolve(UUID.randomUUID() + ".wav"), elsewhere);
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), elsewhere.getParent());
    ScratchFolder.delete(ScratchFolder.create(folder));
    assertThat(elsewhere).hasContent("keep");
    assertThat(notes).hasContent("keep");
    assertThat(link).isSymbolicLink();
    assertThat(linked).isSymbolicLink();
    try (var uploads = Files.list(folder.resolve("uploads"))) {
      assertThat(uploads).containsExactly(notes);
    }
  }

  private void fill() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("uploads")).resolve(UUID.randomUUID().toString()), "x");
    Files.writeString(Files.createDirectory(folder.resolve("api_audio")).resolve(UUID.randomUUID() + ".wav"), "x");
  }
}
