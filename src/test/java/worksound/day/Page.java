package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;

/**
 * The page as far as the server can tell: plays on fast time, fetches the next segment when little is left, bridges when it is late,
 * reports, comes back after outages, takes up what was cut off.
 */
final class Page {

  static final double PREFETCH = 3;
  private static final double STRIDE = Music.SECONDS - Music.OVERLAP;
  /** Shortest crossfade that a late segment still gets. */
  private static final double SHORTEST_FADE = 0.5;
  private static final double LOOK_AGAIN = 0.5;
  private static final double RECONNECT = 2;

  private final FastTime time;
  private final Installation server;
  private final GpuHost gpu;
  private final Person person;
  private final Invariants invariants;
  private final Visit visit;
  private String session;
  private Integer held;
  /** Whether anything of this session was heard yet. */
  private boolean sounded;
  private long heldTail;
  private double heldSince;
  private double linkSeconds;
  private boolean cutNext;
  private boolean claims = true;
  private boolean mayBeForgotten;
  private boolean mayJump;
  private int prompts;
  private int heard;
  private int bridges;
  private int jumps;
  private double lastHeardAt;
  private boolean done;

  Page(Vertx vertx, FastTime time, Installation server, GpuHost gpu, Troubles troubles, Invariants invariants) {
    this.time = time;
    this.server = server;
    this.gpu = gpu;
    this.person = new Person(time, server, gpu, troubles, invariants, this);
    this.invariants = invariants;
    this.visit = new Visit(vertx, time, server);
  }

  /** Presses Play. */
  void play() {
    start(false);
  }

  /** Presses Stop for good. */
  Future<?> leave() {
    done = true;
    visit.begin();
    return visit.ask(HttpMethod.POST, "/session/stop", null);
  }

  /** Seconds since something new was heard last. */
  double secondsWithoutNews() {
    return time.seconds() - lastHeardAt;
  }

  private void start(boolean resume) {
    JsonObject body = resume ? new JsonObject().put("resume", true) : nextPrompt();
    visit.ask(HttpMethod.POST, "/session/start", body)
      .onComplete(visit.now((HttpResponse<Buffer> answer) -> started(answer, resume)), visit.now((Throwable e) -> visit.later(RECONNECT, this::look)));
  }

  private void started(HttpResponse<Buffer> answer, boolean resume) {
    String id = answer.statusCode() == 200 || answer.statusCode() == 409 ? answer.bodyAsJsonObject().getString("session_id") : null;
    invariants.require(id != null, "Play was answered with " + answer.statusCode() + " " + answer.bodyAsString());
    invariants.require(!resume || id == null || id.equals(session) || mayBeForgotten, "another session was taken up");
    if (id != null && !id.equals(session)) {
      session = id;
      held = null;
      sounded = false;
      lastHeardAt = time.seconds();
    }
    mayBeForgotten = false;
    claims = true;
    visit.later(LOOK_AGAIN, this::look);
  }

  private void look() {
    visit.ask(HttpMethod.GET, "/session/status", null)
      .onComplete(visit.now((HttpResponse<Buffer> answer) -> decide(answer.bodyAsJsonObject())),
        visit.now((Throwable e) -> visit.later(RECONNECT, this::look)));
  }

  private void decide(JsonObject status) {
    String id = status.getString("session_id");
    JsonObject resumable = status.getJsonObject("resumable");
    if (id == null) {
      boolean kept = resumable != null && resumable.getString("session_id").equals(session);
      invariants.require(kept || mayBeForgotten || held == null, "the session is forgotten");
      mayBeForgotten |= !kept;
      start(kept);
    } else if (!id.equals(session)) {
      invariants.require(mayBeForgotten, "another session runs");
      session = id;
      held = null;
      sounded = false;
      mayBeForgotten = false;
      visit.later(LOOK_AGAIN, this::look);
    } else if ("error".equals(status.getString("state"))) {
      visit.later(RECONNECT, () -> start(true));
    } else {
      choose(status);
    }
  }

  private void choose(JsonObject status) {
    List<Integer> there = status.getJsonArray("segments").stream().map(s -> ((JsonObject) s).getInteger("index")).toList();
    JsonObject playback = status.getJsonObject("playback");
    Integer heardLast = playback == null ? null : playback.getInteger("segment_index");
    invariants.require(!there.isEmpty() || !sounded, "silence: music has played and there is none");
    if (there.isEmpty()) {
      keepWaiting();
    } else if (held == null) {
      fetch(there.contains(heardLast) ? heardLast : there.get(0));
    } else if (there.contains(held + 1)) {
      fetch(held + 1);
    } else if (there.get(there.size() - 1) <= held) {
      keepWaiting();
    } else {
      invariants.require(mayJump, "the music jumps from segment " + held + " to one of " + there);
      jumps++;
      fetch(there.get(0));
    }
  }

  /** A page that waits says so, or it would be taken for one that is gone. */
  private void keepWaiting() {
    report("page " + visit.number(), claims, null);
    claims = false;
    visit.later(LOOK_AGAIN, this::look);
  }

  private void fetch(int index) {
    String wav = "/audio/" + index + ".wav?session=" + session;
    if (cutNext) {
      cutNext = false;
      Handler<Object> broken = visit.now(v -> visit.later(1, this::look));
      visit.part(wav, 20_000).onComplete(v -> broken.handle(v));
      return;
    }
    double seconds = linkSeconds;
    linkSeconds = 0.2;
    visit.ask(HttpMethod.GET, wav, null).onComplete(
      visit.now((HttpResponse<Buffer> answer) -> visit.later(seconds, () -> fetched(index, answer, seconds))),
      visit.now((Throwable e) -> visit.later(RECONNECT, this::look)));
  }

  private void fetched(int index, HttpResponse<Buffer> answer, double seconds) {
    boolean there = answer.statusCode() == 200;
    invariants.require(there, "segment " + index + " is listed and not there: " + answer.statusCode() + " " + answer.bodyAsString());
    if (!there) {
      visit.later(LOOK_AGAIN, this::look);
      return;
    }
    byte[] wav = answer.body().getBytes();
    invariants.require(gpu.madeBy(Music.printOf(wav)) != null, "segment " + index + " is not what was made");
    if (held != null && index == held + 1) {
      GpuHost.Job made = gpu.madeBy(Music.printOf(wav));
      boolean flawed = made != null && made.trouble.flaw() == Music.Flaw.UNRELATED;
      invariants.require(flawed || Music.headOf(wav) == heldTail, "segment " + index + " does not begin as the one before it ends");
    }
    mayJump = false;
    double late = held == null ? 0 : time.seconds() - (heldSince + Music.SECONDS - SHORTEST_FADE);
    bridges += late > 0 ? 1 : 0;
    long tail = Music.tailOf(wav);
    visit.later(held == null ? 0 : heldSince + STRIDE - time.seconds(), () -> hear(index, tail, seconds));
  }

  private void hear(int index, long tail, double downloadSeconds) {
    held = index;
    heldTail = tail;
    heldSince = time.seconds();
    lastHeardAt = heldSince;
    heard++;
    sounded = true;
    report("page " + visit.number(), claims, downloadSeconds).onComplete(
      visit.now((HttpResponse<Buffer> answer) -> reported(answer)), visit.now((Throwable e) -> goOn(Music.SECONDS - PREFETCH)));
  }

  /** Tells the server where it is. */
  Future<HttpResponse<Buffer>> report(String player, boolean claim, Double downloadSeconds) {
    double position = held == null ? 0 : Math.min(Music.SECONDS, time.seconds() - heldSince);
    return visit.ask(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", player).put("session_id", session)
      .put("state", held == null ? "generating" : "playing").put("segment_index", held).put("position_seconds", position)
      .put("buffered_seconds", held == null ? 0.0 : Music.SECONDS - position).put("underruns", bridges)
      .put("download_seconds", downloadSeconds).put("claim", claim));
  }

  private void reported(HttpResponse<Buffer> answer) {
    invariants.require(answer.statusCode() == 204 || answer.bodyAsString().contains("no-session"),
      "a report was answered with " + answer.statusCode() + " " + answer.bodyAsString());
    claims = false;
    double rest = Music.SECONDS - PREFETCH;
    if (answer.statusCode() != 204 || done) {
      goOn(rest);
      return;
    }
    person.meanwhile(rest);
  }

  /** Looks for the next segment in so many seconds. */
  void goOn(double seconds) {
    visit.later(seconds, this::look);
  }

  /** Is loaded again. */
  void reload() {
    visit.begin();
    held = null;
    claims = true;
    visit.later(0.7, this::look);
  }

  /** Stops, and plays again after a pause. */
  void stopAndStart(double pause) {
    visit.begin();
    mayBeForgotten = true;
    visit.ask(HttpMethod.POST, "/session/stop", null).onComplete(
      visit.now((HttpResponse<Buffer> answer) -> visit.later(pause, () -> start(false))), visit.now((Throwable e) -> visit.later(RECONNECT, this::look)));
  }

  /** Presses Play without taking anything up, as soon as the server is back. */
  void startAfresh() {
    visit.begin();
    mayBeForgotten = true;
    untilBack();
  }

  private void untilBack() {
    visit.later(RECONNECT, () -> {
      if (server.isDown()) {
        untilBack();
      } else {
        start(false);
      }
    });
  }

  /** What the page asks with now. */
  Visit visit() {
    return visit;
  }

  /** Waits for clicks that somebody makes, and then finds out what came of them. */
  void wait(Future<?> clicks) {
    visit.begin();
    mayBeForgotten = true;
    Handler<Object> settled = visit.now(v -> visit.later(1, this::look));
    clicks.onComplete(v -> settled.handle(v));
  }

  /** The next download takes so many seconds. */
  void slowLink(double seconds) {
    linkSeconds = seconds;
  }

  /** The next download breaks off. */
  void cutNextDownload() {
    cutNext = true;
  }

  /** The server may know nothing of the session the next time. */
  void mayBeForgotten() {
    mayBeForgotten = true;
  }

  /** The server keeps one segment only for its next start; one before that may be lost. */
  void mayJump() {
    mayJump = true;
  }

  /** What the next prompt is asked for with. */
  JsonObject nextPrompt() {
    return new JsonObject().put("prompt", "prompt " + ++prompts);
  }

  @Override
  public String toString() {
    return "segments heard " + heard + ", bridges " + bridges + ", jumps after a restart " + jumps;
  }
}
