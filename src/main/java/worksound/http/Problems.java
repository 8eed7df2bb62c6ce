package worksound.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;

/** Refusals as {@code application/problem+json} (RFC 9457) with a stable {@code code}. */
final class Problems {

  /** What the system says of a connection that the other side has left. */
  private static final Set<String> HUNG_UP = Set.of("Connection reset by peer", "Connection reset", "Broken pipe");
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {
  }

  /** Answers with what went wrong with a request over the event bus, or while handling it. */
  static void answer(RoutingContext context, Throwable e) {
    Failure failure = Failure.of(e);
    if (failure == Failure.INTERNAL_ERROR || failure == Failure.UNAVAILABLE) {
      LOG.error("{} {} failed", context.request().method(), context.request().path(), e);
      String words = failure == Failure.UNAVAILABLE ? "A part of the server does not answer; try again." : "The server failed; its log says why.";
      answer(context, status(failure), failure.code(), words, new JsonObject());
    } else {
      answer(context, status(failure), failure.code(), e.getMessage(), new JsonObject());
    }
  }

  /** Answers a request that failed; what its client is to blame for is logged in one line at most, without a trace. */
  static void answerFailure(RoutingContext context) {
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    if (status == 500 && hasHungUp(context)) {
      LOG.debug("{} {}: the client has hung up", context.request().method(), context.request().path());
    } else if (status == 500 && isReceiving(context)) {
      LOG.info("{} {} is malformed: {}", context.request().method(), context.request().path(), context.failure().getMessage());
      answerStatus(context, 400);
    } else {
      answerStatus(context, status);
    }
  }

  private static boolean hasHungUp(RoutingContext context) {
    Throwable e = context.failure();
    return context.response().closed() || e instanceof HttpClosedException || e instanceof ClosedChannelException
      || e instanceof IOException && HUNG_UP.contains(String.valueOf(e.getMessage()));
  }

  /** Nobody but the reader of the body is at work before the body has ended. */
  private static boolean isReceiving(RoutingContext context) {
    HttpMethod method = context.request().method();
    return (method == HttpMethod.POST || method == HttpMethod.PUT) && !context.request().isEnded();
  }

  /** Answers a request that never reached a handler, or whose body was refused. */
  static void answerStatus(RoutingContext context, int status) {
    switch (status) {
      case 404 -> answer(context, 404, "not-found", "There is nothing at " + context.request().path() + ".", new JsonObject());
      case 413 -> answer(context, 413, "body-too-large", "The request's body is larger than 64 KiB.", new JsonObject());
      case 400 -> answer(context, 400, "bad-request", "The request is malformed.", new JsonObject());
      default -> {
        LOG.error("{} {} failed with {}", context.request().method(), context.request().path(), status, context.failure());
        answer(context, 500, "internal-error", "The server failed; its log says why.", new JsonObject());
      }
    }
  }

  /**
   * Answers.
   *
   * @param detail words for a person
   * @param extras further members
   */
  static void answer(RoutingContext context, int status, String code, String detail, JsonObject extras) {
    if (context.response().ended() || context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    JsonObject problem = new JsonObject().put("type", "about:blank").put("title", code.replace('-', ' '))
      .put("status", status).put("code", code).put("detail", detail).mergeIn(extras);
    context.response().setStatusCode(status).putHeader("Content-Type", "application/problem+json").end(problem.toBuffer());
  }

  private static int status(Failure failure) {
    return switch (failure) {
      case BAD_REQUEST, PROMPT_TOO_LONG -> 400;
      case NOT_FOUND -> 404;
      case SEGMENT_GONE -> 410;
      case NO_SESSION, PLAYBACK_TAKEN -> 409;
      case UNAVAILABLE, TOO_MANY_LISTENERS -> 503;
      case SEGMENT_REJECTED, SEGMENT_TAKEN, DISK_FULL, INTERNAL_ERROR -> 500;
    };
  }
}
