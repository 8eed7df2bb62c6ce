package worksound.bench;

import java.util.List;
import java.util.concurrent.Callable;
import worksound.page.SeamBenchmark;
import worksound.testing.Parallel;

/** What joining segments costs the page in a real Chromium: processor time of its tasks, and memory, each in a browser of its own. */
final class PageSeams implements Measure {

  private static final double TARGET_TASK_MILLIS = 8;
  private static final double TARGET_GROWTH_MEGABYTES = 1;

  @Override
  public List<Row> take() throws Exception {
    List<Callable<Row>> browsers = List.of(PageSeams::longestTask, PageSeams::heap);
    return Parallel.waiting(browsers);
  }

  private static Row longestTask() throws Exception {
    Samples tasks = new Samples(SeamBenchmark.tasksMillis());
    double longest = tasks.quantile(1);
    return Row.of("longest task on the page's main thread around a seam", longest, "ms").target("≤ 8 ms", longest <= TARGET_TASK_MILLIS)
      .note("processor time; %d tasks that fetch, decode, draw and join, p99 %.1f ms", tasks.size(), tasks.quantile(0.99));
  }

  private static Row heap() throws Exception {
    SeamBenchmark.Heap heap = SeamBenchmark.heap();
    return Row.of("page's JavaScript heap after " + heap.seams() + " more seams", heap.late(), "MB").against("after 5", heap.early())
      .target("flat: ≤ 1 MB more", heap.late() - heap.early() <= TARGET_GROWTH_MEGABYTES).note("after a collection");
  }
}
