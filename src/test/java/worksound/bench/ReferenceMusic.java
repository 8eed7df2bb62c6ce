package worksound.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import worksound.engine.render.Clip;

/** Freely licensed music that Debian ships, decoded by ffmpeg. */
final class ReferenceMusic {

  private static final Path FOLDER = Path.of("/usr/share/games/wesnoth/1.16/data/core/music");
  /** Two fanfares and a silence are no pieces. */
  private static final List<String> NO_PIECES = List.of("victory.ogg", "defeat.ogg", "silence.ogg");
  private static final int MOST_SECONDS = 180;
  private static final int DECODE_SECONDS = 60;

  private ReferenceMusic() {
  }

  /** Where its pieces are, in order of name. */
  static List<Path> pieces() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ogg") && !NO_PIECES.contains(file.getFileName().toString())).sorted().toList();
    }
  }

  /** The first three minutes of {@code piece} at 48 kHz. */
  static Clip decode(Path piece) throws IOException, InterruptedException {
    Path wav = Files.createTempFile("worksound-reference", ".wav");
    try {
      Process ffmpeg = new ProcessBuilder("ffmpeg", "-nostdin", "-v", "error", "-y", "-t", Integer.toString(MOST_SECONDS), "-i", piece.toString(),
        "-ac", "2", "-ar", "48000", "-c:a", "pcm_s16le", wav.toString()).inheritIO().start();
      if (!ffmpeg.waitFor(DECODE_SECONDS, TimeUnit.SECONDS) || Files.size(wav) == 0) {
        ffmpeg.destroyForcibly();
        throw new IOException("ffmpeg did not decode " + piece);
      }
      return Clip.of(Buffer.buffer(Files.readAllBytes(wav)));
    } finally {
      Files.delete(wav);
    }
  }
}
