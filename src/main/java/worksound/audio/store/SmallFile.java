package worksound.audio.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import worksound.disk.PrivateFiles;
import worksound.wav.SampleBytes;

/** A text that is replaced as a whole: whoever reads it finds the old one or the new one. */
final class SmallFile {

  private SmallFile() {
  }

  /**
   * Replaces a file.
   *
   * @param fresh  where the text is written first, beside the file
   * @param forced whether it is on the disk before it takes the old one's place, so that a power cut leaves one of the two
   */
  static void replace(Path file, Path fresh, String text, boolean forced) throws IOException {
    try (FileChannel out = PrivateFiles.create(fresh)) {
      SampleBytes.write(out, ByteBuffer.wrap(text.getBytes(UTF_8)));
      if (forced) {
        out.force(true);
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
