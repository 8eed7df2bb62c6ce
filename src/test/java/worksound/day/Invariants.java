package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import worksound.bus.Event;
import worksound.bus.Topic;
import worksound.messages.Addresses;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.Snapshot;
import worksound.messages.Status.StatusChanged;

/**
 * What must hold at every step of a day, whatever goes wrong. Hears everything that is said on the event bus, looks at the disk at
 * every event, and remembers no more than it needs for the next one.
 */
final class Invariants {

  /**
   * Playing, next, two ahead; seeds of three; one arriving, one best, one being written, the anchor, its successor, the state, its
   * successor and the lock.
   */
  private static final int MAX_FILES = 15;
  private static final int MAX_WAITING = 2;
  private static final int REMEMBERED = 24;
  private static final int MAX_VIOLATIONS = 3;
  /** Characters of an event that are shown. */
  private static final int LINE = 160;

  private final List<String> violations = new ArrayList<>();
  private final Deque<String> over = new ArrayDeque<>();
  private final Map<String, Integer> tasks = bounded();
  private final Map<Integer, Long> tails = bounded();
  private final Deque<String> history = new ArrayDeque<>();
  private final Trace trace;
  private Installation server;
  private GpuHost gpu;
  private Predicate<Event> wanted;
  private Runnable whenItComes;
  private String session;
  private boolean failed;
  private int newest = -1;
  private int delivered = -1;
  private long version;
  private int accepted;
  private int sessions;
  private int failures;
  private long events;
  private long mostFiles;

  Invariants(Trace trace) {
    this.trace = trace;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /** Begins to listen. */
  Future<?> watch(Vertx vertx, Installation watched, GpuHost host) {
    server = watched;
    gpu = host;
    return Future.all(List.of(
      hear(vertx, Addresses.SESSION_STARTED, this::started), hear(vertx, Addresses.SESSION_STOPPED, this::stopped),
      hear(vertx, Addresses.SESSION_FAILED, this::failed), hear(vertx, Addresses.GENERATION_SUBMITTED, this::submitted),
      hear(vertx, Addresses.GENERATION_FINISHED, e -> { }), hear(vertx, Addresses.GENERATION_FAILED, e -> { }),
      hear(vertx, Addresses.SEGMENT_ACCEPTED, this::accepted), hear(vertx, Addresses.SEGMENT_REJECTED, e -> { }),
      hear(vertx, Addresses.PROMPT_CHANGED, e -> { }), hear(vertx, Addresses.SESSION_KEPT, e -> { }),
      hear(vertx, Addresses.SEGMENT_DELIVERED, this::delivered), hear(vertx, Addresses.SEGMENT_DELETED, this::deleted),
      Addresses.STATUS_CHANGED.listen(vertx, this::changed)));
  }

  private <E extends Record & Event> Future<Void> hear(Vertx vertx, Topic<E> topic, Consumer<E> check) {
    return topic.listen(vertx, event -> {
      if (server.isKilled()) {
        return;
      }
      events++;
      trace.add(event.toString());
      remember(event);
      check.accept(event);
      checkFiles();
      if (wanted != null && wanted.test(event)) {
        wanted = null;
        whenItComes.run();
      }
    });
  }

  private void remember(Event event) {
    String words = String.valueOf(event);
    history.addLast(words.substring(0, Math.min(words.length(), LINE)));
    if (history.size() > REMEMBERED) {
      history.removeFirst();
    }
  }

  /** Does something as soon as an event has come. */
  void atNext(Predicate<Event> event, Runnable action) {
    wanted = event;
    whenItComes = action;
  }

  /** Notes a violation unless a condition holds. */
  synchronized void require(boolean holds, String words) {
    if (!holds && violations.size() < MAX_VIOLATIONS) {
      violations.add(words + " (session " + session + ", newest " + newest + ", delivered " + delivered + ", task " + gpu.submitted()
        + ")\n    " + String.join("\n    ", history));
    }
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** The process has ended: what it knew only in memory is gone, and its snapshot versions begin again. */
  void serverEnded() {
    version = 0;
    failed = true;
    gpu.serverEnded();
  }

  private void started(SessionStarted event) {
    sessions++;
    require(!over.contains(event.sessionId()), "a session that is over was started again");
    if (event.sessionId().equals(session)) {
      require(event.resumed() && failed, "a session was started that is running");
      takenUp(event.segment());
    } else {
      require(session == null || failed, "a second session was started");
      over(session);
      session = event.sessionId();
      newest = -1;
      delivered = -1;
      tails.clear();
    }
    failed = false;
  }

  private void takenUp(Segment kept) {
    if (kept != null) {
      require(kept.index() == newest || kept.index() == newest + 1, "segment " + kept.index() + " was taken up");
      if (kept.index() > newest) {
        // The process was killed when this one was there and nobody had been told yet.
        isThere(kept.index());
      }
      delivered = newest;
    }
  }

  private void stopped(SessionStopped event) {
    require(!over.contains(event.sessionId()), "a session was stopped that is over");
    over(event.sessionId());
    // One that was stopped before it had begun is not known here.
    session = event.sessionId().equals(session) ? null : session;
  }

  private void over(String id) {
    if (id != null) {
      over.addLast(id);
      if (over.size() > REMEMBERED) {
        over.removeFirst();
      }
    }
  }

  private void failed(SessionFailed event) {
    failures++;
    failed = true;
  }

  private void submitted(GenerationSubmitted event) {
    tasks.put(event.taskId(), event.segmentIndex());
    if (!event.sessionId().equals(session)) {
      return;
    }
    int index = event.segmentIndex();
    require(index == newest + 1 || index == newest && delivered < newest, "segment " + index + " is being made");
    GpuHost.Job job = gpu.job(event.taskId());
    if (index == 0) {
      require(event.sourceIndex() == null && (job == null || job.context == null), "the first segment has a source");
    } else {
      require(event.sourceIndex() != null && event.sourceIndex() == index - 1, "segment " + index + " is made from " + event.sourceIndex());
      require(job == null || tails.get(index - 1).equals(job.context), "the seed of segment " + index + " is not the end of the one before it");
    }
  }

  private void accepted(SegmentAccepted event) {
    int index = event.segment().index();
    require(!over.contains(event.sessionId()), "segment " + index + " of a stopped session was accepted");
    if (!event.sessionId().equals(session)) {
      return;
    }
    require(index == newest + 1 || index == newest && delivered < newest, "segment " + index + " was accepted");
    isThere(index);
    require(newest - delivered <= MAX_WAITING, newest - delivered + " segments wait for the page");
  }

  private void isThere(int index) {
    newest = index;
    accepted++;
    byte[] wav = server.segment(session, index);
    require(wav != null, "segment " + index + " is accepted and not there");
    if (wav != null) {
      GpuHost.Job made = gpu.madeBy(Music.printOf(wav));
      require(made != null && Integer.valueOf(index).equals(tasks.get(made.id)), "segment " + index + " is not what was made for it");
      tails.put(index, Music.tailOf(wav));
    }
  }

  private void delivered(SegmentDelivered event) {
    if (event.sessionId().equals(session)) {
      delivered = Math.max(delivered, event.index());
    }
  }

  private void deleted(SegmentDeleted event) {
    require(event.deleted(), "a file could not be deleted: " + event);
  }

  private void checkFiles() {
    long files = server.files().count();
    mostFiles = Math.max(mostFiles, files);
    require(files <= MAX_FILES, files + " files: " + server.files().map(String::valueOf).collect(Collectors.joining(" ")));
    require(server.folders() <= 2, server.folders() + " sessions have a folder");
  }

  private void changed(StatusChanged event) {
    if (server.isKilled()) {
      return;
    }
    Snapshot snapshot = event.snapshot();
    require(snapshot.version() >= version, "the status went back from version " + version + " to " + snapshot.version());
    version = snapshot.version();
    List<Integer> indexes = snapshot.segments().stream().map(Segment::index).toList();
    require(indexes.equals(indexes.stream().sorted().distinct().toList()), "the segments are out of order: " + indexes);
    require(indexes.size() <= MAX_WAITING + 2, "there are many segments: " + indexes);
  }

  /** Whether a session runs as far as the bus tells. */
  boolean isRunning() {
    return session != null && !failed;
  }

  int accepted() {
    return accepted;
  }

  long mostFiles() {
    return mostFiles;
  }

  @Override
  public String toString() {
    return "segments accepted " + accepted + ", sessions started or taken up " + sessions + ", sessions that failed " + failures
      + ", events " + events + ", most files " + mostFiles;
  }
}
