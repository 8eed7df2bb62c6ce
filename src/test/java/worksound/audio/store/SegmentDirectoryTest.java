package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import worksound.config.ConfigException;
import worksound.testing.JavaProcess;
import worksound.testing.Requirement;

@Timeout(60)
class SegmentDirectoryTest {

  @TempDir
  Path folder;

  @Test
  void aFolderThatIsNotThereIsMade() throws IOException {
    try (SegmentDirectory shelf = SegmentDirectory.open(folder.resolve("a/b"))) {
      assertThat(shelf.files().directory()).isDirectory();
    }
  }

  @Test
  void onlyOneHasTheFolderAtATime() throws IOException {
    try (SegmentDirectory shelf = SegmentDirectory.open(folder)) {
      assertThatThrownBy(() -> SegmentDirectory.open(folder)).isInstanceOf(ConfigException.class)
        .hasMessageContaining("audio.dir is \"" + folder).hasMessageContaining("no other worksound");
      assertThat(shelf.files().directory()).isEqualTo(folder);
    }
    SegmentDirectory.open(folder).close();
  }

  @Test
  void theLockFileStaysForAllWhoHaveOpenedIt() throws IOException {
    SegmentDirectory.open(folder).close();
    try (RandomAccessFile opened = new RandomAccessFile(folder.resolve("worksound.lock").toFile(), "rw")) {
      SegmentDirectory.open(folder).close();
      FileLock lock = opened.getChannel().tryLock();
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> SegmentDirectory.open(folder)).isInstanceOf(ConfigException.class).hasMessageContaining("no other worksound");
    }
  }

  @Test
  void anotherProcessThatHasTheFolderKeepsIt() throws IOException {
    Process other = holder(folder);
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("open");
      assertThatThrownBy(() -> SegmentDirectory.open(folder)).isInstanceOf(ConfigException.class).hasMessageContaining("no other worksound");
      other.getOutputStream().close();
      assertThat(said.readLine()).isEqualTo("closed");
    } finally {
      other.destroy();
    }
    SegmentDirectory.open(folder).close();
  }

  /** A process that has a folder until its input ends. */
  static final class Holder {

    private Holder() {
    }

    public static void main(String[] arguments) throws IOException {
      SegmentDirectory shelf = SegmentDirectory.open(Path.of(arguments[0]));
      System.out.println("open");
      System.in.transferTo(OutputStream.nullOutputStream());
      shelf.close();
      System.out.println("closed");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> SegmentDirectory.open(file)).isInstanceOf(ConfigException.class).hasMessageContaining("audio.dir is \"" + file);
  }

  @Test
  void theFolderStaysTakenWhenEverythingInItIsDeleted() throws Exception {
    Process other = holder(folder);
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("open");
      Files.delete(folder.resolve("worksound.lock"));
      assertThat(said.lines().filter(line -> line.contains("made and locked again")).findFirst()).isPresent();
      assertThatThrownBy(() -> SegmentDirectory.open(folder)).isInstanceOf(ConfigException.class).hasMessageContaining("no other worksound");
    } finally {
      other.destroyForcibly().waitFor();
    }
    SegmentDirectory.open(folder).close();
  }

  @Test
  void theFolderStaysTakenWhenItIsDeletedItself() throws Exception {
    Path inside = folder.resolve("inside");
    Process other = holder(inside);
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("open");
      // It fails where the folder is made again meanwhile.
      new ProcessBuilder("rm", "-rf", inside.toString()).start().waitFor();
      assertThat(said.lines().filter(line -> line.contains("made and locked again")).findFirst()).isPresent();
      assertThatThrownBy(() -> SegmentDirectory.open(inside)).isInstanceOf(ConfigException.class).hasMessageContaining("no other worksound");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void whoIsRefusedInThisProcessDoesNotLetOtherProcessesIn() throws Exception {
    try (SegmentDirectory shelf = SegmentDirectory.open(folder)) {
      assertThatThrownBy(() -> SegmentDirectory.open(folder)).isInstanceOf(ConfigException.class);
      Process other = holder(folder);
      try (BufferedReader said = other.inputReader()) {
        assertThat(said.lines().filter(line -> line.contains("no other worksound") || line.equals("open")).findFirst())
          .hasValueSatisfying(line -> assertThat(line).contains("no other worksound"));
      } finally {
        other.destroyForcibly().waitFor();
      }
      shelf.requireOwned();
    }
  }

  @Test
  @Requirement("B15")
  void onlyFilesOfSegmentsInSessionFoldersAreDeleted() throws IOException {
    List<Path> foreign = List.of(
      write("notes.txt"), write("music/0.wav"), write("session-notes.txt"), write("session-live/0.wav"), write("session-20261127b/0.wav"), write("session-20261127/0.wav"),
      write("session-0000000a/song.wav"), write("session-0000000a/0.wav.bak"), write("session-0000000a/takes/0.wav"),
      write("0.wav"));
    write("session-0000000a/0.wav");
    write("session-0000000a/1.seed.wav");
    write("session-0000000b/0.part");
    try (SegmentDirectory shelf = SegmentDirectory.open(folder)) {
      assertThat(shelf.foreign()).extracting(path -> folder.relativize(path).toString()).containsExactlyInAnyOrder("notes.txt", "music",
        "session-notes.txt", "session-live", "session-20261127b", "session-20261127", "0.wav", "session-0000000a/song.wav", "session-0000000a/0.wav.bak",
        "session-0000000a/takes");
      assertThat(shelf.clear(shelf.files().session("0000000a"))).isEqualTo(2);
      assertThat(shelf.clear(shelf.files().session("0000000a"))).isZero();
      shelf.clearAllBut(null);
      assertThat(shelf.files().session("0000000b")).doesNotExist();
    }
    assertThat(foreign).allSatisfy(path -> assertThat(path).hasContent("x"));
  }

  /** A file where the folder was keeps even its owner from making the lock again. */
  @Test
  void aFolderThatWasLostIsTakenAgainAsSoonAsThatIsPossible() throws Exception {
    Path inside = folder.resolve("inside");
    try (SegmentDirectory shelf = SegmentDirectory.open(inside)) {
      Path aside = Files.move(inside, folder.resolve("aside"));
      Files.createFile(inside);
      Files.delete(aside.resolve("worksound.lock"));
      assertThat(shelf.isOwned()).isFalse();
      assertThatThrownBy(shelf::requireOwned).isInstanceOf(IOException.class).hasMessageContaining("audio.dir " + inside);
      Files.delete(inside);
      assertThat(shelf.isOwned()).isTrue();
      assertThat(inside.resolve("worksound.lock")).exists();
    }
  }

  /** Whoever is root may read everything. */
  @Test
  @DisabledIfSystemProperty(named = "user.name", matches = "root")
  void whatCannotBeReadStaysAndIsNamed() throws IOException {
    write("session-0000000a/0.wav");
    Path closed = folder.resolve("session-0000000a");
    Files.setPosixFilePermissions(closed, Set.of());
    try (SegmentDirectory shelf = SegmentDirectory.open(folder)) {
      assertThat(shelf.foreign()).containsExactly(closed);
      shelf.clearAllBut(null);
      assertThat(closed).exists();
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  @Requirement("B15")
  void noLinkIsFollowedToDeleteWhatItPointsTo() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path song = Files.writeString(elsewhere.resolve("0.wav"), "x");
    Path audio = Files.createDirectory(folder.resolve("audio"));
    Files.createSymbolicLink(audio.resolve("session-0000000a"), elsewhere);
    Path session = Files.createDirectory(audio.resolve("session-0000000b"));
    Path link = Files.createSymbolicLink(session.resolve("0.wav"), song);
    try (SegmentDirectory shelf = SegmentDirectory.open(audio)) {
      assertThat(shelf.foreign()).containsExactlyInAnyOrder(audio.resolve("session-0000000a"), link);
      shelf.clearAllBut(null);
      assertThat(shelf.clear(audio.resolve("session-0000000a"))).isZero();
    }
    assertThat(song).hasContent("x");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void nobodyElseCanReadWhatLiesThere() throws IOException {
    Path audio = folder.resolve("new");
    try (SegmentDirectory shelf = SegmentDirectory.open(audio)) {
      Path earlier = write("new/session-0000000a/0.wav");
      Files.setPosixFilePermissions(earlier, PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(earlier.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
      shelf.protect();
      assertThat(permissions(audio)).isEqualTo("rwx------");
      assertThat(permissions(audio.resolve("worksound.lock"))).isEqualTo("rw-------");
      assertThat(permissions(earlier.getParent())).isEqualTo("rwx------");
      assertThat(permissions(earlier)).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  private static Process holder(Path directory) throws IOException {
    return JavaProcess.inOneStream(JavaProcess.SHORT_LIVED, Holder.class.getName(), directory.toString()).start();
  }
}
