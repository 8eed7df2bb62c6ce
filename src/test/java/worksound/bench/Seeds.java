package worksound.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import worksound.audio.BenchmarkMusic;
import worksound.audio.store.SeedBenchmark;

/** Cutting a tail and building the seed, against the plain copy and against sox. */
final class Seeds implements Measure {

  private static final double TARGET_MILLIS = 10;
  private static final double TARGET_TIMES_COPY = 2;
  private static final double TARGET_TIMES_SOX = 0.15;
  private static final int SOX_RUNS = 9;

  @Override
  public List<Row> take() throws Exception {
    Jmh jmh = Jmh.run(SeedBenchmark.class);
    List<Row> rows = new ArrayList<>();
    for (BenchmarkMusic.Form form : BenchmarkMusic.Form.values()) {
      double millis = jmh.median("build", form.name());
      double copy = jmh.median("transferTo", form.name());
      double sox = soxMillis(form);
      rows.add(Row.of("cut tail and build seed, " + form, millis, "ms").against("transferTo", copy)
        .target("≤ 10 ms, ≤ 2 ×", millis <= TARGET_MILLIS && millis <= TARGET_TIMES_COPY * copy).note("JMH"));
      rows.add(Row.of("the same against sox, " + form, millis, "ms").against("sox", sox)
        .target("≤ 0.15 ×", millis <= TARGET_TIMES_SOX * sox));
    }
    return rows;
  }

  /** The median time of a sox process that does the same. */
  private static double soxMillis(BenchmarkMusic.Form form) throws IOException, InterruptedException {
    Samples millis = new Samples();
    try (BenchmarkMusic music = BenchmarkMusic.open(form)) {
      for (int run = 0; run < SOX_RUNS; run++) {
        long begun = System.nanoTime();
        int code = new ProcessBuilder("sox", music.segment().toString(), music.file("sox.wav").toString(), "trim", "-15", "15", "pad", "0", "45")
          .redirectErrorStream(true).redirectOutput(Bench.FOLDER.resolve("sox.log").toFile()).start().waitFor();
        millis.add((System.nanoTime() - begun) / 1e6);
        if (code != 0) {
          throw new IOException("sox ended with " + code);
        }
      }
    }
    return millis.median();
  }
}
