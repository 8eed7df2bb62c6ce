package worksound.audio.analysis;

import java.io.IOException;
import worksound.wav.SampleReader;
import worksound.wav.WavFile;

/** A stretch of music that is read piece by piece, as often as it is needed: to hold 15 s of stereo takes 6 MB, a piece 0.2. */
interface Stretch {

  /** Frames that are read at a time where it does not matter how many. */
  int PIECE_FRAMES = 1 << 14;

  int channels();

  int frames();

  /** Reads frames {@code from} to {@code from + count − 1} to the beginning of a block, one array a channel. */
  void read(int from, float[][] block, int count) throws IOException;

  /** Of a file, from a frame on; the stretch ends where the file ends. */
  static Stretch of(WavFile wav, SampleReader reader, long start, int frames) {
    int there = (int) Math.max(0, Math.min(frames, wav.frames() - start));
    return new Stretch() {

      @Override
      public int channels() {
        return wav.format().channels();
      }

      @Override
      public int frames() {
        return there;
      }

      @Override
      public void read(int from, float[][] block, int count) throws IOException {
        reader.read(start + from, block, count);
      }
    };
  }

  /** All channels in equal parts as one. */
  static Stretch mono(Stretch music) {
    return new Stretch() {

      @Override
      public int channels() {
        return 1;
      }

      @Override
      public int frames() {
        return music.frames();
      }

      @Override
      public void read(int from, float[][] block, int count) throws IOException {
        float[][] all = new float[music.channels()][count];
        music.read(from, all, count);
        for (int n = 0; n < count; n++) {
          float sum = 0;
          for (float[] channel : all) {
            sum += channel[n];
          }
          block[0][n] = sum / all.length;
        }
      }
    };
  }

  /** Mean square over channels and frames; 0 of no frames. */
  default double power() throws IOException {
    float[][] piece = new float[channels()][PIECE_FRAMES];
    double sum = 0;
    for (int at = 0; at < frames(); at += PIECE_FRAMES) {
      int count = Math.min(PIECE_FRAMES, frames() - at);
      read(at, piece, count);
      sum += energy(piece, 0, count);
    }
    return sum / Math.max(1, (double) frames() * channels());
  }

  /** Σx² over channels. */
  static double energy(float[][] block, int from, int to) {
    double sum = 0;
    for (float[] channel : block) {
      for (int n = from; n < to; n++) {
        sum += (double) channel[n] * channel[n];
      }
    }
    return sum;
  }
}
