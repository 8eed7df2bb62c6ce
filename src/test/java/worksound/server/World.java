package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.acestep.StandInTask;
import worksound.acestep.Tape;
import worksound.audio.FillableDisk;

/** A whole server in front of a stand-in for ACE-Step, one who listens to it, and what must hold whatever happens to them. */
final class World {

  /** More than the system takes of an answer that nobody reads: a download is under way until the listener ends it. */
  static final int SEGMENT_SECONDS = 4;
  static final int SEGMENT_BYTES = 44 + SEGMENT_SECONDS * Tape.RATE * 4;
  static final int MAX_STREAMS = 3;
  private static final int OVERLAP_SECONDS = 1;
  private static final long STRIDE = (SEGMENT_SECONDS - OVERLAP_SECONDS) * (long) Tape.RATE;
  private static final int PATIENCE_SECONDS = 30;
  private static final long LOOK_MILLIS = 10;

  final Vertx vertx;
  final AcestepStandIn acestep;
  final FillableDisk disk;
  final Path audioDir;
  /** The server has its own, as it has its own process in real life. */
  private Vertx house;
  Server server;
  Story story;
  Listener listener;
  private final JsonObject differs;
  private final int timersAtRest;
  /** What was told, by id, on streams that have ended and on the one that is read. */
  private final Map<String, Story.Frame> told = new LinkedHashMap<>();

  /** Opens it. @param disk null for the real one */
  World(Vertx vertx, Path audioDir, StandInOptions options, FillableDisk disk) throws Exception {
    this(vertx, audioDir, options, disk, new JsonObject());
  }

  /** The same with other settings of {@code acestep}. */
  World(Vertx vertx, Path audioDir, StandInOptions options, FillableDisk disk, JsonObject settings) throws Exception {
    this.vertx = vertx;
    this.audioDir = audioDir;
    this.disk = disk;
    acestep = done(AcestepStandIn.start(vertx, options.segment(SEGMENT_SECONDS, OVERLAP_SECONDS)));
    differs = new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()).put("download_stall_seconds", 1).mergeIn(settings))
      .put("segment", new JsonObject().put("seconds", SEGMENT_SECONDS).put("overlap_seconds", OVERLAP_SECONDS))
      .put("player", new JsonObject().put("crossfade_seconds", 0.5))
      .put("http", new JsonObject().put("max_event_streams", MAX_STREAMS)
        // A download that nobody reads holds up the end for so long.
        .put("shutdown_seconds", 1));
    openServer();
    openStory(null);
    // What ACE-Step is asked at the start takes none of the faults that are meant for later.
    story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("engine").getBoolean("reachable") != null);
    timersAtRest = Timers.of(house);
  }

  /** Waits for what no event tells. */
  void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s within %d s", what, PATIENCE_SECONDS).isLessThan(deadline);
      done(vertx.timer(LOOK_MILLIS));
    }
  }

  private void openServer() throws Exception {
    house = Vertx.vertx();
    server = disk == null ? Server.start(house, audioDir, differs) : Server.start(house, audioDir, differs, disk);
  }

  private void closeServer() throws Exception {
    server.stop();
    until("no timer left of a server that has ended", () -> Timers.of(house) == 0);
    done(house.close());
  }

  private void openStory(String lastId) throws Exception {
    story = Story.read(vertx, server.port(), lastId);
  }

  /** The page loses its stream. @return the id of the last event that it has seen, null for none */
  String cutStory() {
    keepStory();
    story.close();
    return story.frames().stream().map(Story.Frame::id).filter(id -> id != null).reduce(null, (before, last) -> last);
  }

  void reopenStory(String lastId) throws Exception {
    openStory(lastId);
  }

  /** The server ends and starts again in its folder. @param meanwhile what happens in between */
  void restartServer(Callable<?> meanwhile) throws Exception {
    cutStory();
    closeServer();
    meanwhile.call();
    openServer();
    openStory(null);
  }

  /** Somebody presses Play. */
  void play() throws Exception {
    listener = new Listener(server, "page", server.play("calm"));
  }

  /** Somebody presses Play after a failure or a restart: the same session when it can be taken up. */
  void resume() throws Exception {
    JsonObject reply = server.send(HttpMethod.POST, "/session/start", new JsonObject().put("resume", true)).bodyAsJsonObject();
    Listener before = listener;
    listener = new Listener(server, "page", reply.getString("session_id"));
    if (before != null) {
      before.giveUpDownload();
      listener.newest = before.session.equals(listener.session) ? before.newest : listener.newest;
    }
  }

  private boolean isOurs(Story.Frame frame) {
    return listener.session.equals(frame.data().getString("session_id"));
  }

  void awaitAccepted(int index) throws Exception {
    if (told("segment_accepted").stream().anyMatch(frame -> frame.index() == index)) {
      return;
    }
    story.await(frame -> frame.name().equals("segment_accepted") && frame.index() == index && isOurs(frame));
  }

  /** A failure of the session's with words that a person can act on. */
  JsonObject awaitFailure(String name, String code) throws Exception {
    JsonObject failure = story.await(frame -> frame.name().equals(name) && code.equals(frame.data().getString("code"))).data();
    assertThat(failure.getString("message")).hasSizeBetween(20, 500).doesNotContain("Exception", "\u001b", "\n");
    return failure;
  }

  /** The next event of that name, with words that a person can act on, whatever its code. */
  JsonObject awaitWords(String name) throws Exception {
    JsonObject failure = story.awaitEvent(name).data();
    assertThat(failure.getString("message")).hasSizeBetween(20, 500).doesNotContain("Exception", "\u001b", "\n");
    return failure;
  }

  /** Hears one segment after the other until one fails. */
  JsonObject listenUntil(String name, String code) throws Exception {
    while (told(name).isEmpty()) {
      int next = listener.newest + 1;
      story.await(frame -> frame.name().equals(name) || frame.name().equals("segment_accepted") && frame.index() == next && isOurs(frame));
      if (told(name).isEmpty()) {
        listener.hear(next);
      }
    }
    return awaitFailure(name, code);
  }

  /** Whether as many streams can be opened as there may be. */
  boolean hasRoomForAllStreams() throws Exception {
    List<Story> more = new ArrayList<>();
    try {
      for (int open = 1; open < MAX_STREAMS; open++) {
        more.add(Story.read(vertx, server.port(), null));
      }
      return true;
    } catch (AssertionError full) {
      return false;
    } finally {
      more.forEach(Story::close);
    }
  }

  private List<Story.Frame> told() {
    keepStory();
    return new ArrayList<>(told.values());
  }

  private void keepStory() {
    story.frames().stream().filter(frame -> frame.id() != null).forEach(frame -> told.put(frame.id(), frame));
  }

  private List<Story.Frame> told(String name) {
    return told().stream().filter(frame -> frame.name().equals(name) && isOurs(frame)).toList();
  }

  /** The one who listens plays on until two more segments have come, and all of them are one piece of music. */
  void assertMusicGoesOn() throws Exception {
    int goal = told("segment_accepted").stream().mapToInt(Story.Frame::index).max().orElse(-1) + 2;
    for (int index = listener.newest + 1; index <= goal; index++) {
      awaitAccepted(index);
      listener.hear(index);
    }
    JsonObject status = server.status();
    assertThat(status.getString("state")).isEqualTo("playing");
    assertThat(status.getValue("error")).isNull();
    assertThat(status.getJsonObject("engine").getBoolean("reachable")).isTrue();
    assertOneChain(goal);
  }

  private void assertOneChain(int newest) {
    List<Story.Frame> accepted = told("segment_accepted").stream().filter(frame -> frame.index() <= newest).toList();
    assertThat(accepted).extracting(Story.Frame::index).as("each segment once, in order").isSorted().doesNotHaveDuplicates().last().isEqualTo(newest);
    for (Story.Frame frame : accepted) {
      Integer source = frame.data().getJsonObject("segment").getInteger("source_index");
      assertThat(source).isEqualTo(frame.index() == 0 ? null : Integer.valueOf(frame.index() - 1));
    }
    for (int index = Math.max(1, accepted.get(0).index()); index <= newest; index++) {
      assertThat(task(index).recognised()).as("the source of segment %d", index).isTrue();
      assertThat(task(index).tapePosition() - task(index - 1).tapePosition()).as("stride to segment %d", index).isEqualTo(STRIDE);
    }
  }

  private StandInTask task(int index) {
    String id = told("generation_finished").stream().filter(frame -> frame.index() == index).reduce((before, last) -> last).orElseThrow()
      .data().getString("task_id");
    return acestep.tasks().stream().filter(task -> task.id().equals(id)).findFirst().orElseThrow();
  }

  /** Stop ends everything: no file, no timer and no connection is left, and ACE-Step was never treated badly. */
  void assertNothingIsLeft(String... files) throws Exception {
    assertThat(server.send(HttpMethod.POST, "/session/stop", new JsonObject()).statusCode()).isEqualTo(200);
    JsonObject status = server.status();
    assertThat(status.getString("state")).isEqualTo("idle");
    for (String key : List.of("session_id", "generation", "playback", "error", "segment", "resumable")) {
      assertThat(status.getValue(key)).as(key).isNull();
    }
    until("only these files left: " + List.of(files), () -> server.files().equals(List.of(files)));
    until("no more timers than before Play", () -> Timers.of(house) <= timersAtRest);
    assertThat(acestep.armed()).as("faults that never happened").isZero();
    story.close();
    closeServer();
    until("no connection left to ACE-Step", () -> done(acestep.connections()) == 0);
    assertThat(acestep.violations()).isEmpty();
    done(acestep.close());
  }
}
