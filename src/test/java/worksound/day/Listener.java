package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import worksound.messages.GenerationFinished;
import worksound.messages.GenerationSubmitted;

/**
 * The page as far as the server can tell, and a person in front of it who does not leave it alone: plays on fast time, fetches the
 * next segment when little is left, bridges when it is late, reports, comes back after outages, takes up what was cut off.
 */
final class Listener {

  static final double PREFETCH = 3;
  private static final double STRIDE = Music.SECONDS - Music.OVERLAP;
  /** Shortest crossfade that a late segment still gets. */
  private static final double SHORTEST_FADE = 0.5;
  private static final double LOOK_AGAIN = 0.5;
  private static final double RECONNECT = 2;

  private final FastTime time;
  private final Installation server;
  private final GpuHost gpu;
  private final Troubles troubles;
  private final Invariants invariants;
  private final WebClient web;
  /** Callbacks of an earlier life of the page mean nothing to this one. */
  private int life;
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

  Listener(Vertx vertx, FastTime time, Installation server, GpuHost gpu, Troubles troubles, Invariants invariants) {
    this.time = time;
    this.server = server;
    this.gpu = gpu;
    this.troubles = troubles;
    this.invariants = invariants;
    this.web = WebClient.create(vertx);
  }

  /** Presses Play. */
  void play() {
    start(false);
  }

  /** Presses Stop for good. */
  Future<?> leave() {
    done = true;
    life++;
    return ask(HttpMethod.POST, "/session/stop", null);
  }

  /** Seconds since something new was heard last. */
  double secondsWithoutNews() {
    return time.seconds() - lastHeardAt;
  }

  private Future<HttpResponse<Buffer>> ask(HttpMethod method, String path, JsonObject body) {
    if (server.isDown()) {
      return Future.failedFuture("the server is down");
    }
    var request = web.requestAbs(method, server.url() + path);
    return body == null ? request.send() : request.sendJsonObject(body);
  }

  private void later(double seconds, Runnable action) {
    int mine = life;
    time.after(seconds, () -> {
      if (mine == life) {
        action.run();
      }
    });
  }

  private <T> Handler<T> now(Handler<T> action) {
    int mine = life;
    return value -> {
      if (mine == life) {
        action.handle(value);
      }
    };
  }

  private void start(boolean resume) {
    JsonObject body = resume ? new JsonObject().put("resume", true) : new JsonObject().put("prompt", "prompt " + ++prompts);
    ask(HttpMethod.POST, "/session/start", body)
      .onComplete(now((HttpResponse<Buffer> answer) -> started(answer, resume)), now((Throwable e) -> later(RECONNECT, this::look)));
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
    later(LOOK_AGAIN, this::look);
  }

  private void look() {
    ask(HttpMethod.GET, "/session/status", null)
      .onComplete(now((HttpResponse<Buffer> answer) -> decide(answer.bodyAsJsonObject())),
        now((Throwable e) -> later(RECONNECT, this::look)));
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
      later(LOOK_AGAIN, this::look);
    } else if ("error".equals(status.getString("state"))) {
      later(RECONNECT, () -> start(true));
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
      later(LOOK_AGAIN, this::look);
    } else if (held == null) {
      fetch(there.contains(heardLast) ? heardLast : there.get(0));
    } else if (there.contains(held + 1)) {
      fetch(held + 1);
    } else if (there.get(there.size() - 1) <= held) {
      later(LOOK_AGAIN, this::look);
    } else {
      invariants.require(mayJump, "the music jumps from segment " + held + " to one of " + there);
      jumps++;
      fetch(there.get(0));
    }
  }

  private void fetch(int index) {
    var request = web.getAbs(server.url() + "/audio/" + index + ".wav?session=" + session);
    if (cutNext) {
      cutNext = false;
      request.putHeader("Range", "bytes=0-20000").send().onComplete(v -> later(1, this::look));
      return;
    }
    double seconds = linkSeconds;
    linkSeconds = 0.2;
    request.send().onComplete(
      now((HttpResponse<Buffer> answer) -> later(seconds, () -> fetched(index, answer, seconds))),
      now((Throwable e) -> later(RECONNECT, this::look)));
  }

  private void fetched(int index, HttpResponse<Buffer> answer, double seconds) {
    boolean there = answer.statusCode() == 200;
    invariants.require(there, "segment " + index + " is listed and not there: " + answer.statusCode() + " " + answer.bodyAsString());
    if (!there) {
      later(LOOK_AGAIN, this::look);
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
    later(held == null ? 0 : heldSince + STRIDE - time.seconds(), () -> hear(index, tail, seconds));
  }

  private void hear(int index, long tail, double downloadSeconds) {
    held = index;
    heldTail = tail;
    heldSince = time.seconds();
    lastHeardAt = heldSince;
    heard++;
    sounded = true;
    report("page " + life, claims, downloadSeconds).onComplete(
      now((HttpResponse<Buffer> answer) -> reported(answer)), now((Throwable e) -> goOn(Music.SECONDS - PREFETCH)));
  }

  private Future<HttpResponse<Buffer>> report(String player, boolean claim, Double downloadSeconds) {
    return ask(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", player).put("session_id", session)
      .put("state", "playing").put("segment_index", held).put("position_seconds", time.seconds() - heldSince)
      .put("buffered_seconds", Music.SECONDS - (time.seconds() - heldSince)).put("underruns", bridges)
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
    Troubles.Moment moment = troubles.whileHearing();
    switch (moment) {
      case PROMPT -> changePrompt();
      case SLOW_LINK -> linkSeconds = troubles.between(1, 10);
      case CUT_DOWNLOAD -> cutNext = true;
      case OTHER_TAB -> otherTab();
      case SECOND_PLAY -> secondPlay();
      case OFFLINE -> rest = troubles.between(5, 50);
      case AWAY -> rest = troubles.between(60, 300);
      case GPU_RESTART -> gpuOff(troubles.between(2, 60));
      case GPU_OUTAGE -> gpuOff(troubles.between(150, 400));
      default -> {
        if (interrupted(moment)) {
          return;
        }
      }
    }
    goOn(rest);
  }

  /** What does not leave the page as it was; whether that goes on by itself. */
  private boolean interrupted(Troubles.Moment moment) {
    switch (moment) {
      case RELOAD -> reload();
      case STOP_START -> stopAndStart(troubles.between(0, 5));
      case STOP_START_BURST -> burst();
      case STOP_AT_SUBMISSION -> invariants.atNext(GenerationSubmitted.class::isInstance, () -> stopAndStart(0));
      case STOP_AT_EXAMINATION -> invariants.atNext(GenerationFinished.class::isInstance, () -> stopAndStart(0));
      case SERVER_RESTART -> down(server::stop, false);
      case SERVER_KILLED -> down(() -> server.kill(false), false);
      case KILLED_AT_SUBMISSION -> invariants.atNext(GenerationSubmitted.class::isInstance, () -> down(() -> server.kill(false), false));
      case STATE_CORRUPT -> down(() -> server.kill(true), true);
      case KILLED_AND_STARTED_AFRESH -> {
        down(() -> server.kill(false), true);
        life++;
        startAfresh();
        return true;
      }
      default -> {
        return false;
      }
    }
    return moment == Troubles.Moment.RELOAD || moment == Troubles.Moment.STOP_START || moment == Troubles.Moment.STOP_START_BURST;
  }

  private void goOn(double seconds) {
    later(seconds, this::look);
  }

  private void changePrompt() {
    ask(HttpMethod.PUT, "/session/prompt", new JsonObject().put("prompt", "prompt " + ++prompts));
  }

  private void otherTab() {
    report("another tab", false, null).onSuccess(now((HttpResponse<Buffer> answer) ->
      invariants.require(answer.statusCode() == 409, "a second tab's report was answered with " + answer.statusCode())));
  }

  private void secondPlay() {
    ask(HttpMethod.POST, "/session/start", new JsonObject().put("prompt", "another")).onSuccess(now((HttpResponse<Buffer> answer) ->
      invariants.require(answer.statusCode() == 409 || answer.statusCode() == 200 && !invariants.isRunning(),
        "Play in a second tab was answered with " + answer.statusCode() + " " + answer.bodyAsString())));
  }

  private void reload() {
    life++;
    held = null;
    claims = true;
    later(0.7, this::look);
  }

  private void stopAndStart(double pause) {
    life++;
    mayBeForgotten = true;
    ask(HttpMethod.POST, "/session/stop", null).onComplete(
      now((HttpResponse<Buffer> answer) -> later(pause, () -> start(false))), now((Throwable e) -> later(RECONNECT, this::look)));
  }

  /** Clicks that do not wait for one another. */
  private void burst() {
    life++;
    mayBeForgotten = true;
    JsonObject prompt = new JsonObject().put("prompt", "prompt " + ++prompts);
    Handler<Object> settled = now(v -> later(1, this::look));
    Future.join(List.of(ask(HttpMethod.POST, "/session/stop", null), ask(HttpMethod.POST, "/session/start", prompt),
      ask(HttpMethod.POST, "/session/start", prompt), ask(HttpMethod.POST, "/session/stop", null), ask(HttpMethod.POST, "/session/start", prompt),
      ask(HttpMethod.PUT, "/session/prompt", prompt))).onComplete(v -> settled.handle(v));
  }

  private void gpuOff(double seconds) {
    gpu.stop();
    time.after(seconds, gpu::restart);
  }

  private void down(java.util.function.Supplier<Future<Void>> end, boolean forgets) {
    if (server.isDown()) {
      return;
    }
    mayBeForgotten |= forgets;
    mayJump = true;
    double seconds = troubles.between(1, 15);
    end.get().onComplete(v -> {
      invariants.serverEnded();
      time.after(seconds, () -> server.start().onFailure(e -> invariants.require(false, "the server does not start: " + e)));
    });
  }

  private void startAfresh() {
    later(RECONNECT, () -> {
      if (server.isDown()) {
        startAfresh();
      } else {
        start(false);
      }
    });
  }

  int heard() {
    return heard;
  }

  @Override
  public String toString() {
    return "segments heard " + heard + ", bridges " + bridges + ", jumps after a restart " + jumps;
  }
}
