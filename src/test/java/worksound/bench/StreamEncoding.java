package worksound.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import worksound.engine.render.Clip;
import worksound.stream.encode.Mp3Encoder;
import worksound.stream.encode.OpusEncoder;
import worksound.stream.encode.StreamEncoder;
import worksound.stream.encode.WavEncoder;

/** What it takes to encode the stream, while it plays, in each of its formats. */
final class StreamEncoding implements Measure {

  private static final double TARGET_PERCENT = 3;
  private static final int RATE = 48_000;
  private static final int SECONDS = 60;
  private static final int BLOCK_FRAMES = RATE / 10;
  private static final int RUNS = 5;

  @Override
  public List<Row> take() throws Exception {
    Clip music = ReferenceMusic.decode(ReferenceMusic.pieces().get(0));
    List<Row> rows = new ArrayList<>();
    rows.add(row("WAV", music, WavEncoder::new));
    rows.add(row("MP3", music, Mp3Encoder::new));
    rows.add(row("Opus", music, () -> new OpusEncoder(1)));
    return rows;
  }

  private static Row row(String format, Clip music, Supplier<StreamEncoder> make) {
    Samples percents = new Samples();
    long bytes = 0;
    for (int run = 0; run <= RUNS; run++) {
      StreamEncoder encoder = make.get();
      long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      bytes = encode(encoder, music);
      if (run > 0) {     // the first is for the compiler
        percents.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e7 / SECONDS);
      }
    }
    double percent = percents.median();
    return Row.of("stream, encoding " + format, percent, "% of a core").target("≤ 3 %", percent <= TARGET_PERCENT)
      .note("processor time, %.0f × real time, %.0f kbit/s; median of %d times %d s of music", 100 / percent, bytes * 8 / 1e3 / SECONDS, RUNS, SECONDS);
  }

  private static long encode(StreamEncoder encoder, Clip music) {
    float[] block = new float[2 * BLOCK_FRAMES];
    long bytes = encoder.header().length;
    for (int from = 0; from < SECONDS * RATE; from += BLOCK_FRAMES) {
      for (int i = 0; i < BLOCK_FRAMES; i++) {
        block[2 * i] = music.left()[from + i];
        block[2 * i + 1] = music.right()[from + i];
      }
      bytes += encoder.encode(block, BLOCK_FRAMES).length;
    }
    return bytes;
  }
}
