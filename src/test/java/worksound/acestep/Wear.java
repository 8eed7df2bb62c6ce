package worksound.acestep;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Music that wears down: what is new in each repaint is duller and noisier than its source by one pass of a low-pass filter and some
 * white noise. Passes are told by the end of what was given out.
 */
public final class Wear {

  /** Corner of the low-pass of one pass, in Hz. */
  private static final double CORNER_HZ = 9_000;
  /** Noise that a pass adds: −57 dBFS. */
  private static final float NOISE = 0.0025f;
  private static final int KEY_FRAMES = 2_048;
  private static final int REMEMBERED = 64;

  private final Map<Integer, Origin> ends = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Origin> eldest) {
      return size() > REMEMBERED;
    }
  };

  /**
   * Where music comes from.
   *
   * @param end    position on the tape after its last frame
   * @param passes repaints that it has gone through
   */
  record Origin(long end, int passes) {
  }

  /** This clip was given out. */
  synchronized void gaveOut(Clip clip, Origin origin) {
    ends.put(key(clip), origin);
  }

  /** What a head is the end of. */
  synchronized Optional<Origin> find(Clip head) {
    return Optional.ofNullable(ends.get(key(head)));
  }

  private static int key(Clip clip) {
    float[] samples = clip.channels()[0];
    return Arrays.hashCode(Arrays.copyOfRange(samples, Math.max(0, samples.length - KEY_FRAMES), samples.length));
  }

  /** The clip after so many passes. */
  public static Clip of(Clip clip, int passes, long seed) {
    Clip out = clip.cut(0, clip.frames());
    float share = (float) (1 - Math.exp(-2 * Math.PI * CORNER_HZ / clip.rate()));
    SplittableRandom random = new SplittableRandom(seed);
    for (float[] channel : out.channels()) {
      for (int pass = 0; pass < passes; pass++) {
        float low = channel[0];
        for (int n = 0; n < channel.length; n++) {
          low += share * (channel[n] - low);
          channel[n] = low + NOISE * (float) (2 * random.nextDouble() - 1);
        }
      }
    }
    return out;
  }
}
