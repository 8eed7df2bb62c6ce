package worksound.soak;

import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import worksound.page.GapMeter;
import worksound.page.TimeMap;

/** Hears what a page puts out while it puts it out, and keeps nothing of it. */
final class Listener {

  /** The bridge of full-length segments: their last 15 s, or all that is new in them, less the 2 s fade into it. */
  private static final long[] BRIDGES = {-13 * TimeMap.RATE, -43 * TimeMap.RATE, -58 * TimeMap.RATE};
  private static final int RISE_FRAMES = TimeMap.RATE / 10;
  private static final float SILENT = 1e-4f;

  private final GapMeter gaps = new GapMeter();
  private final TimeMap.Signal tape;
  private final LongSupplier beginning;
  private TimeMap map;

  /**
   * @param tape      what the music is cut from, null where that is not known
   * @param beginning the tape's frame at the first sound, asked for when it is heard
   */
  Listener(TimeMap.Signal tape, LongSupplier beginning) {
    this.tape = tape;
    this.beginning = beginning;
  }

  /** Takes what the page has put out since the last time, and what its console has said so far. */
  void hear(Page page, List<String> console) {
    String base64 = (String) page.evaluate("() => drainBase64(0)");
    FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] samples = new float[floats.remaining()];
    floats.get(samples);
    gaps.take(samples);
    if (map != null) {
      map.allowWhatIsAnnounced(console);
      map.take(samples);
    } else if (tape != null) {
      begin(samples);
    }
  }

  private void begin(float[] samples) {
    int first = 0;
    while (first < samples.length && Math.abs(samples[first]) < SILENT) {
      first++;
    }
    int risen = first / 2 + RISE_FRAMES;
    if (risen + TimeMap.WINDOW < samples.length / 2) {
      float[] music = Arrays.copyOfRange(samples, 2 * risen, samples.length);
      long place = TimeMap.locate(tape, music, beginning.getAsLong() + RISE_FRAMES, TimeMap.RATE / 50);
      map = new TimeMap(tape, place, BRIDGES);
      map.take(music);
    }
  }

  GapMeter gaps() {
    return gaps;
  }

  /** Where on the tape the music was, empty where that is not known. */
  Optional<TimeMap> map() {
    return Optional.ofNullable(map);
  }
}
