package worksound.engine.repaint;

import java.util.Arrays;
import worksound.engine.sound.Sound;

/** A coarse mono picture of sound, one value per block, by which a stretch of music is found again at any gain. */
public final class AudioFingerprint {

  private float[] values = new float[1_024];
  private int size;
  private double sum;
  private int count;

  /** Adds samples in order of time. */
  public void add(float[] left, float[] right, int from, int samples) {
    for (int n = from; n < from + samples; n++) {
      sum += left[n] + right[n];
      if (++count == Sound.BLOCK) {
        push((float) (sum / Sound.BLOCK));
        sum = 0;
        count = 0;
      }
    }
  }

  private void push(float value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Samples at the end that do not fill a block yet. */
  int unfinished() {
    return count;
  }

  /** The newest {@code most} values at most. */
  float[] newest(int most) {
    return Arrays.copyOfRange(values, Math.max(0, size - most), size);
  }
}
