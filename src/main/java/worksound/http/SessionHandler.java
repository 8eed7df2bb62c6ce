package worksound.http;

import static worksound.messages.Addresses.PLAYBACK_REPORT;
import static worksound.messages.Addresses.SESSION_PIECE;
import static worksound.messages.Addresses.SESSION_PIECE_WITHDRAW;
import static worksound.messages.Addresses.SESSION_PROMPT;
import static worksound.messages.Addresses.SESSION_START;
import static worksound.messages.Addresses.SESSION_STOP;
import static worksound.messages.Addresses.STATUS_GET;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Set;
import worksound.bus.Failure;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.SessionRequests.ChangePrompt;
import worksound.messages.SessionRequests.RequestPiece;
import worksound.messages.SessionRequests.SessionReply;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.SessionRequests.StopSession;
import worksound.messages.SessionRequests.WithdrawPiece;
import worksound.messages.Snapshot;
import worksound.messages.Status.GetStatus;

/** The session's commands and its status over HTTP. */
final class SessionHandler {

  private static final int MAX_PLAYER_ID_LENGTH = 64;

  private final Vertx vertx;

  SessionHandler(Vertx vertx) {
    this.vertx = vertx;
  }

  /** {@code POST /session/start}. */
  void start(RoutingContext context) {
    RequestBody body = RequestBody.of(context, Set.of("prompt", "resume"));
    SESSION_START.ask(vertx, new StartSession(body.prompt(), body.flag("resume")))
      .onComplete(reply -> started(context, reply), e -> Problems.answer(context, e));
  }

  /** A session that runs already is named, so that a page can attach to it. */
  private static void started(RoutingContext context, SessionReply reply) {
    if (reply.alreadyRunning()) {
      Problems.answer(context, 409, "already-running", "Session " + reply.sessionId() + " is already running.",
        new JsonObject().put("session_id", reply.sessionId()));
    } else {
      answer(context, session(reply));
    }
  }

  /** {@code POST /session/stop}. */
  void stop(RoutingContext context) {
    SESSION_STOP.ask(vertx, new StopSession())
      .onComplete(reply -> answer(context, new JsonObject().put("session_id", reply.sessionId())), e -> Problems.answer(context, e));
  }

  /** {@code PUT /session/prompt}. */
  void prompt(RoutingContext context) {
    RequestBody body = RequestBody.of(context, Set.of("prompt"));
    SESSION_PROMPT.ask(vertx, new ChangePrompt(RequestBody.required("prompt", body.prompt())))
      .onComplete(reply -> answer(context, session(reply).put("applies_from_segment", reply.appliesFromSegment())),
        e -> Problems.answer(context, e));
  }

  /** {@code POST /session/piece} asks for a new piece, {@code DELETE} takes it back. */
  void piece(RoutingContext context) {
    if (context.request().method() == HttpMethod.DELETE) {
      SESSION_PIECE_WITHDRAW.ask(vertx, new WithdrawPiece()).onComplete(reply -> answer(context, JsonObject.mapFrom(reply)),
        e -> Problems.answer(context, e));
    } else {
      SESSION_PIECE.ask(vertx, new RequestPiece())
        .onComplete(reply -> answer(context, session(reply).put("applies_from_segment", reply.appliesFromSegment())),
          e -> Problems.answer(context, e));
    }
  }

  /** {@code POST /session/playback}. */
  void playback(RoutingContext context) {
    PLAYBACK_REPORT.ask(vertx, report(context))
      .onComplete(taken -> context.response().setStatusCode(204).end(), e -> Problems.answer(context, e));
  }

  private static ReportPlayback report(RoutingContext context) {
    RequestBody body = RequestBody.of(context, Set.of("player_id", "session_id", "state", "segment_index", "position_seconds",
      "buffered_seconds", "underruns", "download_seconds", "claim"));
    String player = RequestBody.required("player_id", body.text("player_id"));
    if (player.isBlank() || player.length() > MAX_PLAYER_ID_LENGTH) {
      throw Failure.BAD_REQUEST.because("\"player_id\" has " + player.length() + " characters, expected 1 to " + MAX_PLAYER_ID_LENGTH + ".");
    }
    Integer underruns = body.count("underruns");
    return new ReportPlayback(player, RequestBody.required("session_id", body.text("session_id")), state(body), body.count("segment_index"),
      RequestBody.required("position_seconds", body.seconds("position_seconds")),
      RequestBody.required("buffered_seconds", body.seconds("buffered_seconds")),
      underruns == null ? 0 : underruns, body.seconds("download_seconds"), body.flag("claim"));
  }

  private static Snapshot.State state(RequestBody body) {
    String state = RequestBody.required("state", body.text("state"));
    return Arrays.stream(Snapshot.State.values()).filter(known -> known.name().equals(state)).findFirst()
      .orElseThrow(() -> Failure.BAD_REQUEST.because("\"state\" is " + state + ", expected one of "
        + Arrays.toString(Snapshot.State.values()) + "."));
  }

  /** {@code GET /session/status}. */
  void status(RoutingContext context) {
    STATUS_GET.ask(vertx, new GetStatus())
      .onComplete(snapshot -> answer(context, JsonObject.mapFrom(snapshot)), e -> Problems.answer(context, e));
  }

  private static JsonObject session(SessionReply reply) {
    return new JsonObject().put("session_id", reply.sessionId()).put("prompt", reply.prompt());
  }

  private static void answer(RoutingContext context, JsonObject json) {
    context.response().putHeader("Content-Type", "application/json").end(json.toBuffer());
  }
}
