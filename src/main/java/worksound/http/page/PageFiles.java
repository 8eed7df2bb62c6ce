package worksound.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files on the class path, each that is asked for read once. The {@code StaticHandler} of Vert.x unpacks what is in a jar into a folder of
 * temporary files, which stays there when the process is killed.
 */
final class PageFiles {

  private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private final String folder;
  private final Map<String, PageFile> read = new ConcurrentHashMap<>();

  /** @param folder on the class path, without a slash at its end */
  PageFiles(String folder) {
    this.folder = folder;
  }

  /** The file of that path, which begins with a slash; null when there is none. */
  PageFile find(String path) throws IOException {
    PageFile known = read.get(path);
    if (known != null || !FILE.matcher(path).matches()) {
      return known;
    }
    byte[] bytes = bytes(path);
    if (bytes == null) {
      return null;
    }
    PageFile file = PageFile.of(bytes, path);
    read.put(path, file);
    return file;
  }

  private byte[] bytes(String path) throws IOException {
    try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(folder + path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** The text of a file that the page names, to be made part of another; fails when there is none. */
  String text(String path) throws IOException {
    byte[] bytes = bytes(path);
    if (bytes == null) {
      throw new IOException(path + " is named by the page and missing from it");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
