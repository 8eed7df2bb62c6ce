package worksound.bench;

import java.util.List;
import worksound.inference.PollWait;

/** How long a finished task lies unnoticed. */
final class Polls implements Measure {

  private static final double TARGET_MILLIS = 250;

  @Override
  public List<Row> take() {
    Samples waits = new Samples(PollWait.millis());
    return List.of(Row.of("poll wait, mean, tasks of 5–40 s ± 5 %", waits.mean(), "ms").target("≤ 250 ms", waits.mean() <= TARGET_MILLIS)
      .note("%d tasks in simulated time, p99 %.0f ms", waits.size(), waits.quantile(0.99)));
  }
}
