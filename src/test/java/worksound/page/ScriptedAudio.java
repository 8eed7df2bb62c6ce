package worksound.page;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Serves the segments' WAVs, as slowly as the script says, and notes what a page must not ask for. */
final class ScriptedAudio {

  /** A slow download arrives in this many pieces. */
  private static final int PIECES = 20;

  private final Vertx vertx;
  private final ScriptedSession session;
  private final Consumer<String> violation;
  private final BooleanSupplier onePage;
  private boolean statusSeen;
  private int running;

  ScriptedAudio(Vertx vertx, ScriptedSession session, Consumer<String> violation, BooleanSupplier onePage) {
    this.onePage = onePage;
    this.vertx = vertx;
    this.session = session;
    this.violation = violation;
  }

  /** The page has looked at the status. */
  void statusSeen() {
    statusSeen = true;
  }

  void serve(RoutingContext rc) {
    String file = rc.pathParam("file");
    int index = Integer.parseInt(file.substring(0, file.length() - ".wav".length()));
    if (!statusSeen) {
      violation.accept("segment " + index + " fetched without a look at the status");
    }
    if (!session.everExisted(index)) {
      violation.accept("segment " + index + " fetched, which never existed");
    }
    if (!rc.queryParam("session").contains(session.id())) {
      violation.accept("segment " + index + " fetched for session " + rc.queryParam("session"));
    }
    if (running > 0 && onePage.getAsBoolean()) {
      violation.accept("segment " + index + " fetched while another download runs");
    }
    statusSeen = false;
    if (!session.isPlayable(index)) {
      ScriptedServer.refuse(rc, new Refusal(session.everExisted(index) ? 410 : 404,
        session.everExisted(index) ? "segment-gone" : "not-found"));
      return;
    }
    send(rc.response(), index);
  }

  private void send(HttpServerResponse response, int index) {
    byte[] wav = session.script().wav(index);
    long pause = session.script().downloadMillis().applyAsLong(index) / PIECES;
    response.putHeader("Content-Type", "audio/wav").putHeader("Content-Length", String.valueOf(wav.length))
      .putHeader("X-Segment-Index", String.valueOf(index)).putHeader("X-Session-Id", session.id())
      .putHeader("Cache-Control", "no-cache").putHeader("Accept-Ranges", "bytes");
    running++;
    boolean[] over = {false};
    response.closeHandler(closed -> {
      if (!over[0]) {
        over[0] = true;
        running--;
      }
    });
    sendPiece(response, wav, 0, pause, () -> {
      if (!over[0]) {
        over[0] = true;
        running--;
        session.deliver(index);
      }
    });
  }

  private void sendPiece(HttpServerResponse response, byte[] wav, int piece, long pause, Runnable delivered) {
    if (response.closed()) {
      return;
    }
    int from = (int) ((long) wav.length * piece / PIECES);
    int to = (int) ((long) wav.length * (piece + 1) / PIECES);
    Buffer bytes = Buffer.buffer(wav).slice(from, to);
    if (piece == PIECES - 1) {
      response.end(bytes).onSuccess(sent -> delivered.run());
    } else {
      response.write(bytes);
      vertx.setTimer(Math.max(1, pause), next -> sendPiece(response, wav, piece + 1, pause, delivered));
    }
  }
}
