package worksound.page;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Serves the segments' WAVs, as slowly as the script says, and notes what a page must not ask for. */
final class ScriptedAudio {

  private final Vertx vertx;
  private final ScriptedSession session;
  private final Consumer<String> violation;
  private final BooleanSupplier onePage;
  private boolean statusSeen;
  private int running;
  private volatile int breakAt = -1;
  private volatile int resumedAt = -1;

  ScriptedAudio(Vertx vertx, ScriptedSession session, Consumer<String> violation, BooleanSupplier onePage) {
    this.onePage = onePage;
    this.vertx = vertx;
    this.session = session;
    this.violation = violation;
  }

  /** The next download breaks off before this piece of {@link Script#PIECES}. */
  void breakAt(int piece) {
    breakAt = piece;
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
    send(rc.response(), index, firstByte(rc, index));
  }

  /** What a page asks for that goes on with a download: the bytes from this one on, if the file is still the same. */
  private int firstByte(RoutingContext rc, int index) {
    String range = rc.request().getHeader("Range");
    if (range == null || !session.etag(index).equals(rc.request().getHeader("If-Range"))) {
      return 0;
    }
    resumedAt = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    return resumedAt;
  }

  /** The byte at which the last download that broke off went on, −1 before one did. */
  int resumedAt() {
    return resumedAt;
  }

  private void send(HttpServerResponse response, int index, int from) {
    byte[] file = session.wav(index);
    byte[] wav = Arrays.copyOfRange(file, from, file.length);
    if (from > 0) {
      response.setStatusCode(206).putHeader("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
    }
    response.putHeader("Content-Type", "audio/wav").putHeader("Content-Length", String.valueOf(wav.length))
      .putHeader("X-Segment-Index", String.valueOf(index)).putHeader("X-Session-Id", session.id())
      .putHeader("ETag", session.etag(index)).putHeader("Cache-Control", "no-cache").putHeader("Accept-Ranges", "bytes");
    running++;
    boolean[] over = {false};
    response.closeHandler(closed -> {
      if (!over[0]) {
        over[0] = true;
        running--;
      }
    });
    sendPiece(response, index, wav, 0, () -> {
      if (!over[0]) {
        over[0] = true;
        running--;
        session.deliver(index);
      }
    });
  }

  private void sendPiece(HttpServerResponse response, int index, byte[] wav, int piece, Runnable delivered) {
    if (response.closed()) {
      return;
    }
    if (piece == breakAt) {
      breakAt = -1;
      response.reset();
      return;
    }
    int from = (int) ((long) wav.length * piece / Script.PIECES);
    int to = (int) ((long) wav.length * (piece + 1) / Script.PIECES);
    Buffer bytes = Buffer.buffer(wav).slice(from, to);
    if (piece == Script.PIECES - 1) {
      response.end(bytes).onSuccess(sent -> delivered.run());
    } else {
      response.write(bytes);
      long pause = session.script().link().pauseMillis(index, piece);
      vertx.setTimer(Math.max(1, pause), next -> sendPiece(response, index, wav, piece + 1, delivered));
    }
  }
}
