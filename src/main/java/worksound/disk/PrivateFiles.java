package worksound.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that only their owner can read, where the system has such permissions (POSIX). All methods block. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {
  }

  /** Makes a folder and those above it that are not there; one that is there stays as it is. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, with(FOLDER));
  }

  /** Opens a new file for writing in place of whatever has its name; a link of that name is replaced, not followed. */
  public static FileChannel create(Path file) throws IOException {
    Files.deleteIfExists(file);
    return FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), with(FILE));
  }

  /** Opens a file for writing from its beginning, in a folder that only its owner can write to. */
  public static FileChannel overwrite(Path file) throws IOException {
    return FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
      with(FILE));
  }

  /** Opens a file for writing, made when it is not there; fails when it is a link. */
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), with(FILE));
  }

  /** Takes a file or a folder from everyone but its owner; a link stays as it is. */
  public static void protect(Path existing) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(existing, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null && !Files.isSymbolicLink(existing)) {
      view.setPermissions(Files.isDirectory(existing, LinkOption.NOFOLLOW_LINKS) ? FOLDER : FILE);
    }
  }

  private static FileAttribute<?>[] with(Set<PosixFilePermission> permissions) {
    return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)} : new FileAttribute<?>[0];
  }
}
