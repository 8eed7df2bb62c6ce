package worksound.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.config.ConfigException;

class ShelfTest {

  @TempDir
  Path folder;

  @Test
  void aFolderThatIsNotThereIsMade() throws IOException {
    try (Shelf shelf = Shelf.open(folder.resolve("a/b"))) {
      assertThat(shelf.files().directory()).isDirectory();
    }
  }

  @Test
  void onlyOneHasTheFolderAtATime() throws IOException {
    try (Shelf shelf = Shelf.open(folder)) {
      assertThatThrownBy(() -> Shelf.open(folder)).isInstanceOf(ConfigException.class)
        .hasMessageContaining("audio.dir is \"" + folder).hasMessageContaining("no other worksound");
      assertThat(shelf.files().directory()).isEqualTo(folder);
    }
    Shelf.open(folder).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeWrittenToIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Shelf.open(file)).isInstanceOf(ConfigException.class).hasMessageContaining("audio.dir is \"" + file);
  }

  @Test
  void onlySessionFoldersAreCleared() throws IOException {
    Path foreign = Files.writeString(folder.resolve("notes.txt"), "keep");
    Path foreignInside = Files.writeString(Files.createDirectory(folder.resolve("music")).resolve("0.wav"), "keep");
    Path alike = Files.writeString(folder.resolve("session-notes.txt"), "keep");
    try (Shelf shelf = Shelf.open(folder)) {
      fill(shelf, "one", "0.wav", "1.seed.wav");
      fill(shelf, "two", "0.part");
      assertThat(shelf.clear(shelf.files().session("one"))).isEqualTo(2);
      assertThat(shelf.clear(shelf.files().session("one"))).isZero();
      assertThat(shelf.files().session("two")).isDirectory();
      assertThat(shelf.clearAll()).isEqualTo(1);
      assertThat(shelf.files().session("two")).doesNotExist();
    }
    assertThat(foreign).hasContent("keep");
    assertThat(foreignInside).hasContent("keep");
    assertThat(alike).hasContent("keep");
  }

  private static void fill(Shelf shelf, String session, String... names) throws IOException {
    Path files = Files.createDirectories(shelf.files().session(session));
    for (String name : names) {
      Files.writeString(files.resolve(name), "x");
    }
  }
}
