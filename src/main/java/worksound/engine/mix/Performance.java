package worksound.engine.mix;

import worksound.engine.sound.Sound;

/** What a band plays, heard from any sample on and in portions of any size. */
public final class Performance {

  private final Mixer mixer;
  private final float[] left = new float[Sound.BLOCK];
  private final float[] right = new float[Sound.BLOCK];
  private int used = Sound.BLOCK;

  /** A performance that stands at score time {@code time}; what lies between there and the band's own time is played unheard. */
  public Performance(Mixer mixer, long time) {
    this.mixer = mixer;
    while (time() < time) {
      long skipped = Math.min(time - time(), Sound.BLOCK);
      refill();
      used += (int) Math.min(skipped, Sound.BLOCK - used);
    }
  }

  /** Score time of the next sample. */
  public long time() {
    return mixer.time() - (Sound.BLOCK - used);
  }

  /** Plays {@code count} samples into the arrays from index {@code from} on. */
  public void read(float[] intoLeft, float[] intoRight, int from, int count) {
    int done = 0;
    while (done < count) {
      refill();
      int portion = Math.min(count - done, Sound.BLOCK - used);
      System.arraycopy(left, used, intoLeft, from + done, portion);
      System.arraycopy(right, used, intoRight, from + done, portion);
      used += portion;
      done += portion;
    }
  }

  private void refill() {
    if (used == Sound.BLOCK) {
      mixer.render(left, right);
      used = 0;
    }
  }
}
