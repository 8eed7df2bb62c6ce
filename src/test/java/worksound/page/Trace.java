package worksound.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the browser noted down while it was traced, in Chromium's trace event format. */
final class Trace {

  /** A task of a thread's message loop. */
  private static final String TASK = "ThreadControllerImpl::RunTask";
  /** A script is called, or what it has put off is. */
  private static final Set<String> SCRIPT = Set.of("v8.callFunction", "RunMicrotasks");
  /** The thread that runs the scripts of a page. */
  private static final String MAIN_THREAD = "CrRendererMain";

  private final List<JsonObject> events;

  Trace(JsonObject trace) {
    events = StreamSupport.stream(trace.getAsJsonArray("traceEvents").spliterator(), false).map(JsonElement::getAsJsonObject).toList();
  }

  /**
   * The milliseconds of processor time that each task of the pages' main threads took in which a script ran: what it would take at
   * least if the machine did nothing else, so a busy machine makes no task long. What the browser does on its own account, as
   * keeping what was downloaded for whoever traces it, is left out.
   */
  List<Double> scriptTasksMillis() {
    Set<String> mainThreads = events.stream()
      .filter(event -> isNamed(event, "thread_name") && event.getAsJsonObject("args").get("name").getAsString().equals(MAIN_THREAD))
      .map(Trace::thread).collect(Collectors.toSet());
    Map<String, TreeSet<Double>> scripts = events.stream()
      .filter(event -> SCRIPT.stream().anyMatch(name -> isNamed(event, name)) && event.has("ts"))
      .collect(Collectors.groupingBy(Trace::thread, Collectors.mapping(event -> micros(event, "ts"), Collectors.toCollection(TreeSet::new))));
    return events.stream()
      .filter(event -> isNamed(event, TASK) && event.has("tdur") && mainThreads.contains(thread(event)))
      .filter(task -> holdsOne(scripts.getOrDefault(thread(task), new TreeSet<>()), task))
      .map(task -> Math.min(micros(task, "tdur"), micros(task, "dur")) / 1000).toList();
  }

  private static boolean holdsOne(TreeSet<Double> starts, JsonObject task) {
    Double next = starts.ceiling(micros(task, "ts"));
    return next != null && next <= micros(task, "ts") + micros(task, "dur");
  }

  private static double micros(JsonObject event, String key) {
    return event.get(key).getAsDouble();
  }

  private static boolean isNamed(JsonObject event, String name) {
    return event.has("name") && event.get("name").getAsString().equals(name);
  }

  private static String thread(JsonObject event) {
    return event.get("pid") + "/" + event.get("tid");
  }
}
