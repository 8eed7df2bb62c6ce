package worksound.audio.analysis;

import java.io.IOException;
import worksound.wav.SampleReader;

/** A stretch of music that is read block by block, as often as it is needed: 15 s of stereo at once would be 6 MB, a block is 0.2. */
interface Stretch {

  /** Frames that are read at a time where it does not matter how many. */
  int BLOCK_FRAMES = 1 << 14;

  int channels();

  int frames();

  /** Reads frames {@code from} to {@code from + count − 1} to the beginning of a block, one array a channel. */
  void read(int from, float[][] block, int count) throws IOException;

  /** Of a file, from a frame on; the stretch ends where the file ends. */
  static Stretch of(SampleReader file, long start, int frames) {
    int there = (int) Math.max(0, Math.min(frames, file.wav().frames() - start));
    return new Stretch() {

      @Override
      public int channels() {
        return file.wav().format().channels();
      }

      @Override
      public int frames() {
        return there;
      }

      @Override
      public void read(int from, float[][] block, int count) throws IOException {
        file.read(start + from, block, count);
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
    float[][] block = new float[channels()][BLOCK_FRAMES];
    double sum = 0;
    for (int at = 0; at < frames(); at += BLOCK_FRAMES) {
      int count = Math.min(BLOCK_FRAMES, frames() - at);
      read(at, block, count);
      sum += energy(block, 0, count);
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
