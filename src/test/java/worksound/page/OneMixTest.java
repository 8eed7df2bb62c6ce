package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import worksound.messages.Measurements.Seam;
import worksound.messages.Segment;
import worksound.stream.mix.Frames;
import worksound.stream.mix.Mixer;
import worksound.stream.mix.SegmentSource;
import worksound.testing.Requirement;

/**
 * One script, rendered by the page's player in Chromium and by the stream's mixer: three seams at several gains, lags and correlations, a
 * segment that is late, one that is jumped to and an announced crossfade.
 */
class OneMixTest extends InHarness {

  private static final double SAME_DB = -90;
  /** Of 30 s, in each of which the script has music. */
  private static final int LEAST_WINDOWS = 590;
  /** What is decided is heard a tenth of a second later on the page, and at once in the stream. */
  private static final int PAGE_LATE = (int) Frames.of(0.1);
  private static final int WINDOW = (int) Frames.of(0.05);
  private static final Path SCRIPT = Path.of("src/test/js/tables/mix.json");

  private final JsonObject script = read();
  private final float[] mix = new float[2 * (int) Frames.of(script.getDouble("seconds"))];

  private static JsonObject read() {
    try {
      return new JsonObject(Files.readString(SCRIPT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Requirement("B12")
  void theStreamSoundsLikeThePage() throws IOException {
    Page page = openHarness();
    @SuppressWarnings("unchecked")
    Map<String, Object> rendered = (Map<String, Object>) page.evaluate(
      "async () => (await import('/test/js/mix.js')).renderMix(await (await fetch('/test/js/tables/mix.json')).json())");
    page.close();
    float[] pages = floats((String) rendered.get("samples"));
    mix(((List<?>) rendered.get("appended")).stream().mapToInt(frame -> ((Number) frame).intValue()).toArray());
    double worst = Double.NEGATIVE_INFINITY;
    int windows = 0;
    for (int from = 0; from + WINDOW + PAGE_LATE <= mix.length / 2; from += WINDOW) {
      worst = Math.max(worst, residualDb(pages, from));
      windows++;
    }
    System.out.printf("page and stream differ by %.1f dB in the worst of %d windows of 50 ms%n", worst, windows);
    assertThat(windows).isGreaterThan(LEAST_WINDOWS);
    assertThat(worst).isLessThan(SAME_DB);
  }

  private static float[] floats(String base64) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  /** Fills {@link #mix}. @param appended frames at which the segments after the first are handed over */
  private void mix(int[] appended) throws IOException {
    JsonArray segments = script.getJsonArray("segments");
    try (Mixer mixer = new Mixer(script.getDouble("crossfade_seconds"), script.getDouble("overlap_seconds"))) {
      mixer.begin(segment(segments.getJsonObject(0)), new Noise(segments.getJsonObject(0)), 0);
      for (int i = 0; i < appended.length; i++) {
        mixTo(mixer, appended[i]);
        mixer.append(segment(segments.getJsonObject(i + 1)), new Noise(segments.getJsonObject(i + 1)));
      }
      mixTo(mixer, mix.length / 2);
    }
  }

  private void mixTo(Mixer mixer, int end) throws IOException {
    while (mixer.head() < end) {
      int at = (int) mixer.head();
      float[] block = mixer.mix(Math.min(Mixer.BLOCK, end - at));
      System.arraycopy(block, 0, mix, 2 * at, block.length);
    }
  }

  private Segment segment(JsonObject given) {
    String join = given.getString("join");
    Seam seam = "overlap".equals(join) ? new Seam(given.getInteger("lag_samples"), given.getDouble("correlation"), 0, -30) : null;
    return new Segment(given.getInteger("index"), null, "", script.getDouble("segment_seconds"), given.getDouble("overlap_seconds"),
      join == null ? null : Segment.Join.valueOf(join), Frames.PER_SECOND, 0, "", seam, given.getDouble("gain_db"), given.getDouble("gain_end_db"),
      null, null);
  }

  /** What differs between both from a frame on, in dB against what the page has there. */
  private double residualDb(float[] pages, int from) {
    double difference = 0;
    double power = 0;
    for (int i = 2 * from; i < 2 * (from + WINDOW); i++) {
      double wanted = pages[2 * PAGE_LATE + i];
      difference += (wanted - mix[i]) * (wanted - mix[i]);
      power += wanted * wanted;
    }
    assertThat(power).as("the page's music at frame %s", from).isPositive();
    return 10 * Math.log10(difference / power + 1e-30);
  }

  /** A segment of the signal that {@code mix.js} takes it from. */
  private final class Noise implements SegmentSource {

    private final long takenFrom;

    Noise(JsonObject given) {
      takenFrom = given.getLong("taken_from");
    }

    @Override
    public long frames() {
      return Frames.of(script.getDouble("segment_seconds"));
    }

    @Override
    public void read(long from, int count, float[] into) {
      for (int i = 0; i < 2 * count; i++) {
        into[i] = (float) (0.3 * noise(2 * (takenFrom + from) + i));
      }
    }

    @Override
    public void close() {
      // there is nothing to let go of
    }
  }

  /** {@code noise} of {@code signals.js}, bit by bit: its product is a number of 64 bits before it is cut to 32. */
  private static double noise(long n) {
    int z = (int) (long) ((n + 1) * (double) 0x6D2B79F5);
    z = (z ^ z >>> 15) * (1 | z);
    z = z + (z ^ z >>> 7) * (61 | z) ^ z;
    return Integer.toUnsignedLong(z ^ z >>> 14) / Math.scalb(1.0, 31) - 1;
  }
}
