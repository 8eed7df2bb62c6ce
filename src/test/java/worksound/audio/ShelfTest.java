package worksound.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
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
  }

  @Test
  void theLockFileStaysForAllWhoHaveOpenedIt() throws IOException {
    Shelf.open(folder).close();
    try (RandomAccessFile opened = new RandomAccessFile(folder.resolve("worksound.lock").toFile(), "rw")) {
      Shelf.open(folder).close();
      FileLock lock = opened.getChannel().tryLock();
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> Shelf.open(folder)).isInstanceOf(ConfigException.class).hasMessageContaining("no other worksound");
    }
  }

  @Test
  void anotherProcessThatHasTheFolderKeepsIt() throws IOException {
    Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
      System.getProperty("java.class.path"), Holder.class.getName(), folder.toString()).redirectErrorStream(true).start();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("open");
      assertThatThrownBy(() -> Shelf.open(folder)).isInstanceOf(ConfigException.class).hasMessageContaining("no other worksound");
      other.getOutputStream().close();
      assertThat(said.readLine()).isEqualTo("closed");
    } finally {
      other.destroy();
    }
    Shelf.open(folder).close();
  }

  /** A process that has a folder until its input ends. */
  static final class Holder {

    private Holder() {
    }

    public static void main(String[] arguments) throws IOException {
      Shelf shelf = Shelf.open(Path.of(arguments[0]));
      System.out.println("open");
      System.in.transferTo(OutputStream.nullOutputStream());
      shelf.close();
      System.out.println("closed");
    }
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
      assertThat(shelf.clearAllBut(null)).isEqualTo(1);
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
