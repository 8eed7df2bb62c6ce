package worksound.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A program that writes what it decodes into a file and then ends. */
final class DecoderProcess {

  private static final int MOST_SECONDS = 60;

  private DecoderProcess() {
  }

  /**
   * Runs it to its end.
   *
   * @param command for the file that it is to write: samples of 32-bit floats
   * @throws IOException when it says anything or does not end
   */
  static float[] run(Function<Path, List<String>> command) throws IOException, InterruptedException {
    Path pcm = Files.createTempFile("worksound-decoded", ".pcm");
    Path said = Files.createTempFile("worksound-decoder", ".log");
    try {
      List<String> words = command.apply(pcm);
      Process decoder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      boolean ended = decoder.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      decoder.destroyForcibly();
      String complaint = Files.readString(said);
      if (!ended || !complaint.isBlank()) {
        throw new IOException(words + ": " + (ended ? complaint : "not at the end after " + MOST_SECONDS + " s"));
      }
      return samples(Files.readAllBytes(pcm));
    } finally {
      Files.delete(pcm);
      Files.delete(said);
    }
  }

  private static float[] samples(byte[] pcm) {
    float[] samples = new float[pcm.length / Float.BYTES];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples);
    return samples;
  }
}
