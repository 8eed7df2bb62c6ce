package worksound.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Decodes with the ffmpeg of this machine, which many players are made of. */
public final class Ffmpeg {

  private static final int MOST_SECONDS = 60;

  private Ffmpeg() {
  }

  /** Skips the test that is running where there is no ffmpeg, as {@link Installed} says. */
  public static void assumeInstalled() {
    Installed.assume("what is streamed cannot be decoded", "ffmpeg");
  }

  /**
   * What it makes of a file or an address, from the beginning to the end.
   *
   * @param input a file or an URL
   * @param options come before the input
   * @return interleaved stereo at 48 kHz
   * @throws IOException when it says anything: it is told to speak of errors only
   */
  public static float[] decode(String input, String... options) throws IOException, InterruptedException {
    Path pcm = Files.createTempFile("worksound-decoded", ".pcm");
    Path said = Files.createTempFile("worksound-ffmpeg", ".log");
    try {
      List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
      command.addAll(List.of(options));
      command.addAll(List.of("-i", input, "-ac", "2", "-ar", "48000", "-f", "f32le", pcm.toString()));
      Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      boolean ended = ffmpeg.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      ffmpeg.destroyForcibly();
      String words = Files.readString(said);
      if (!ended || !words.isBlank()) {
        throw new IOException("ffmpeg and " + input + ": " + (ended ? words : "not at the end after " + MOST_SECONDS + " s"));
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
