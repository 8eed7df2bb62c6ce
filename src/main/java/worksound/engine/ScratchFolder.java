package worksound.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import worksound.disk.FolderCleaner;
import worksound.disk.PrivateFiles;
import worksound.engine.api.AcestepApi;

/**
 * The engine's temporary files, in a folder of the directory that this process has to itself: what a process that was killed left
 * there is deleted by the next one. All methods block.
 */
final class ScratchFolder {

  /** Uploads and generated files are named by UUIDs. */
  private static final Pattern FILE = Pattern.compile("[0-9a-f-]{36}(\\.wav)?");
  private static final List<String> SUBFOLDERS = List.of(AcestepApi.UPLOADS, AcestepApi.GENERATED);

  private ScratchFolder() {
  }

  /** Makes the folder, empty of earlier files, and returns its real path. */
  static Path create(Path folder) throws IOException {
    PrivateFiles.createFolder(folder.toAbsolutePath().getParent());
    delete(folder);
    PrivateFiles.createFolder(folder);
    return folder.toRealPath();
  }

  /** Deletes what an engine left in a folder, and the folder unless there is something else in it. */
  static void delete(Path folder) throws IOException {
    FolderCleaner cleaner = new FolderCleaner(name -> FILE.matcher(name).matches());
    for (String subfolder : SUBFOLDERS) {
      cleaner.delete(folder.resolve(subfolder));
    }
    cleaner.delete(folder);
  }
}
