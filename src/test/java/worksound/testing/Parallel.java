package worksound.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tasks that do not depend on one another, several at a time. */
public final class Parallel {

  private Parallel() {
  }

  /** Keeps every processor busy. @return the results in the order of the tasks, which begin in that order */
  public static <T> List<T> all(List<? extends Callable<T>> tasks) throws Exception {
    return all(tasks, Runtime.getRuntime().availableProcessors());
  }

  /** All of them side by side: for those that mostly wait. @return the results in the order of the tasks */
  public static <T> List<T> waiting(List<? extends Callable<T>> tasks) throws Exception {
    return all(tasks, tasks.size());
  }

  /** @throws Exception what a task threw, with what the others threw suppressed in it, once all have ended */
  private static <T> List<T> all(List<? extends Callable<T>> tasks, int threads) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<T> results = new ArrayList<>();
    ExecutionException failure = null;
    try {
      for (Future<T> ended : executor.invokeAll(tasks)) {
        try {
          results.add(ended.get());
        } catch (ExecutionException e) {
          failure = joined(failure, e);
        }
      }
    } finally {
      executor.shutdown();
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static ExecutionException joined(ExecutionException first, ExecutionException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }
}
