package worksound.bench.seams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stereo music at 48 kHz, decoded by {@code ffmpeg}. */
final class Music {

  static final int RATE = 48_000;
  private static final int LONGEST_SECONDS = 240;
  private static final int BYTES_PER_FRAME = 4;

  private final ByteBuffer samples;

  private Music(ByteBuffer samples) {
    this.samples = samples;
  }

  /** The tracks in a folder, in the order of their names. */
  static List<Path> tracks(Path folder) throws IOException {
    List<Path> tracks = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{ogg,opus,flac,mp3,wav}")) {
      files.forEach(tracks::add);
    }
    tracks.sort(null);
    return tracks;
  }

  /** Decodes a track, through a filter of ffmpeg's. */
  static Music decode(Path track, String filter) throws IOException, InterruptedException {
    Process ffmpeg = new ProcessBuilder("ffmpeg", "-v", "error", "-nostdin", "-t", Integer.toString(LONGEST_SECONDS), "-i",
      track.toString(), "-ac", "2", "-ar", Integer.toString(RATE), "-af", filter, "-f", "s16le", "pipe:1")
      .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] bytes = ffmpeg.getInputStream().readAllBytes();
    if (ffmpeg.waitFor() != 0) {
      throw new IOException(track + " cannot be decoded: ffmpeg ended with " + ffmpeg.exitValue());
    }
    return new Music(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  double seconds() {
    return (double) (samples.capacity() / BYTES_PER_FRAME) / RATE;
  }

  /** Frames from a time on; what lies outside is silence. */
  float[][] cut(double fromSeconds, int frames) {
    float[][] cut = new float[2][frames];
    int from = (int) Math.round(fromSeconds * RATE);
    int known = samples.capacity() / BYTES_PER_FRAME;
    for (int n = Math.max(0, -from); n < frames && from + n < known; n++) {
      cut[0][n] = samples.getShort(BYTES_PER_FRAME * (from + n)) / 32_768f;
      cut[1][n] = samples.getShort(BYTES_PER_FRAME * (from + n) + 2) / 32_768f;
    }
    return cut;
  }

  /** Root of the mean square. */
  static double level(float[][] clip, int from, int to) {
    double sum = 1e-12;
    for (float[] channel : clip) {
      for (int n = from; n < to; n++) {
        sum += (double) channel[n] * channel[n] / (to - from) / clip.length;
      }
    }
    return Math.sqrt(sum);
  }
}
