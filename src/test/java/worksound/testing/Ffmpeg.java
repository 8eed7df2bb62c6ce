package worksound.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes with the ffmpeg of this machine, which many players are made of. */
public final class Ffmpeg {

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
    return DecoderProcess.run(pcm -> {
      List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
      command.addAll(List.of(options));
      command.addAll(List.of("-i", input, "-ac", "2", "-ar", "48000", "-f", "f32le", pcm.toString()));
      return command;
    });
  }
}
