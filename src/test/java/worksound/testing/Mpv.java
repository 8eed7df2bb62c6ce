package worksound.testing;

import java.io.IOException;
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
}
