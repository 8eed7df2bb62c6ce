package worksound.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Listens with the mpv of this machine, whose sound goes to a file. */
public final class Mpv {

  private Mpv() {
  }

  /** Skips the test that is running where there is no mpv, as {@link Installed} says. */
  public static void assumeInstalled() {
    Installed.assume("mpv cannot listen", "mpv");
  }

  /**
   * What it plays of an address.
   *
   * @param seconds of sound, at most
   * @return interleaved stereo at 48 kHz
   * @throws IOException when it says anything: it is told to speak of errors only
   */
  public static float[] listen(String url, String seconds) throws IOException, InterruptedException {
    return DecoderProcess.run(pcm -> List.of("mpv", "--no-config", "--no-video", "--msg-level=all=error", "--ao=pcm", "--ao-pcm-file=" + pcm,
      "--ao-pcm-waveheader=no", "--audio-format=float", "--audio-samplerate=48000", "--audio-channels=stereo", "--length=" + seconds, url));
  }

  /**
   * Has one play on until the test ends it.
   *
   * @param pcm     grows by what it plays as fast as that comes: interleaved stereo of 32-bit floats at 48 kHz
   * @param said    what it says goes here
   * @param options of its command line
   */
  public static Process play(String url, Path pcm, Path said, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("mpv", "--no-config", "--no-video", "--ao=pcm", "--ao-pcm-file=" + pcm, "--ao-pcm-waveheader=no",
      "--audio-format=float", "--audio-samplerate=48000", "--audio-channels=stereo"));
    command.addAll(List.of(options));
    command.add(url);
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }
}
