package worksound.soak;

import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import worksound.page.TimeMap;

/** Hears what a page puts out while it puts it out, and keeps nothing of it. */
final class Listener {

  private final SoundAnalysis analysis;

  /**
   * @param tape      what the music is cut from, null where that is not known
   * @param beginning the tape's frame at the session's beginning, asked for when it is heard
   */
  Listener(TimeMap.Signal tape, LongSupplier beginning) {
    analysis = new SoundAnalysis(tape, beginning);
  }

  /** Takes what the page has put out since the last time. @param console what it has said by then */
  void hear(Page page, Supplier<List<String>> console) {
    String base64 = (String) page.evaluate("() => drainBase64(0)");
    FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] samples = new float[floats.remaining()];
    floats.get(samples);
    analysis.take(samples, console.get());
  }

  double seconds() {
    return analysis.gaps().seconds();
  }

  SoundAnalysis analysis() {
    return analysis;
  }
}
