package worksound.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the browser noted down while it was traced, in Chromium's trace event format. */
final class Trace {

  /** A task of a thread's message loop. */
  private static final String TASK = "ThreadControllerImpl::RunTask";
  /** The thread that runs the scripts of a page. */
  private static final String MAIN_THREAD = "CrRendererMain";

  private final List<JsonObject> events;

  Trace(JsonObject trace) {
    events = StreamSupport.stream(trace.getAsJsonArray("traceEvents").spliterator(), false).map(JsonElement::getAsJsonObject).toList();
  }

  /**
   * The milliseconds of processor time that each task of the pages' main threads took: what it would take at least if the machine
   * did nothing else, so a busy machine makes no task long.
   */
  List<Double> mainThreadTasksMillis() {
    Set<String> mainThreads = events.stream()
      .filter(event -> isNamed(event, "thread_name") && event.getAsJsonObject("args").get("name").getAsString().equals(MAIN_THREAD))
      .map(Trace::thread).collect(Collectors.toSet());
    return events.stream()
      .filter(event -> isNamed(event, TASK) && event.has("tdur") && mainThreads.contains(thread(event)))
      .map(event -> event.get("tdur").getAsDouble() / 1000).toList();
  }

  private static boolean isNamed(JsonObject event, String name) {
    return event.has("name") && event.get("name").getAsString().equals(name);
  }

  private static String thread(JsonObject event) {
    return event.get("pid") + "/" + event.get("tid");
  }
}
