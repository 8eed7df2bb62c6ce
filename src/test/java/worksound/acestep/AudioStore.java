package worksound.acestep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The audio files of a stand-in: they claim to lie on a GPU host, lie in a temporary directory, and survive a restart. */
final class AudioStore {

  private static final Path CLAIMED = Path.of("/home/gpu/ACE-Step-1.5/.cache/acestep/tmp/api_audio");

  private final Path directory;

  AudioStore() throws IOException {
    directory = Files.createTempDirectory("acestep-standin");
  }

  /** Stores a file, over any of that name. @return the path that the server names */
  String save(String name, byte[] content) throws IOException {
    Files.write(directory.resolve(name), content);
    return CLAIMED.resolve(name).toString();
  }

  /** The {@code file} value of a result for a path that the server names. */
  static String url(String claimed) {
    return "/v1/audio?path=" + encoded(claimed);
  }

  static String encoded(String claimed) {
    return URLEncoder.encode(claimed, StandardCharsets.UTF_8);
  }

  /** Whether a named path lies inside the audio directory, or is it. */
  static boolean isInside(String claimed) {
    try {
      return Path.of(claimed).normalize().startsWith(CLAIMED);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static boolean isDirectory(String claimed) {
    return Path.of(claimed).normalize().equals(CLAIMED);
  }

  /** Where the file really lies; it may not exist. */
  Path find(String claimed) {
    return directory.resolve(Path.of(claimed).getFileName().toString());
  }

  void deleteAll() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
