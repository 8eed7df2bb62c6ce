package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files go with their process, however that ends. */
@Timeout(60)
class ScratchFolderTest {

  @TempDir
  Path parent;

  /** A process that makes a folder with a file in it, names it, and waits to be ended. */
  static final class Owner {

    private Owner() {
    }

    public static void main(String[] args) throws IOException {
      ScratchFolder folder = ScratchFolder.create(Path.of(args[0]));
      Files.writeString(Files.createDirectory(folder.path().resolve("uploads")).resolve("x"), "x");
      System.out.println(folder.path());
      System.in.read();
    }
  }

  @Test
  void isDeletedWithAllThatIsInIt() throws IOException {
    ScratchFolder folder = ScratchFolder.create(parent);
    Files.writeString(Files.createDirectory(folder.path().resolve("uploads")).resolve("x"), "x");
    folder.delete();
    assertThat(parent).isEmptyDirectory();
    folder.delete();
  }

  @Test
  void isDeletedWhenItsProcessIsAskedToEnd() throws Exception {
    Process owner = start();
    assertThat(path(owner)).isNotEmptyDirectory();
    owner.destroy();
    assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void isDeletedByTheNextProcessWhenItsOwnWasKilled() throws Exception {
    Process owner = start();
    Path left = path(owner);
    owner.destroyForcibly().waitFor();
    assertThat(left).exists();
    ScratchFolder next = ScratchFolder.create(parent);
    assertThat(left).doesNotExist();
    next.delete();
  }

  @Test
  void theFoldersOfLivingProcessesAndOfOthersStay() throws Exception {
    Process owner = start();
    Path theirs = path(owner);
    Path foreign = Files.createDirectory(parent.resolve("worksound-engine-notes"));
    ScratchFolder.create(parent).delete();
    assertThat(theirs).exists();
    assertThat(foreign).exists();
    owner.destroyForcibly().waitFor();
  }

  private Process start() throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Owner.class.getName(), parent.toString())
      .redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static Path path(Process owner) throws IOException {
    return Path.of(new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8)).readLine());
  }
}
