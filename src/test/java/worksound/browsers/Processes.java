package worksound.browsers;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Programs that a test has started. */
final class Processes {

  private static final int END_SECONDS = 10;

  private Processes() {
  }

  /** A pause between two looks at another process, which announces nothing. */
  static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  /** Ends it and all that it has started, and waits until they have ended: they may write to folders that are deleted then. */
  static void end(Process process) {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    all.forEach(each -> each.onExit().completeOnTimeout(each, END_SECONDS, TimeUnit.SECONDS).join());
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
