package worksound.guard;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hangs up on a client that sends more requests than it waits for answers to, or that does not get a request out in time however
 * steadily it drips. Stands between the HTTP codec and Vert.x; Vert.x itself keeps all requests that were decoded from one read, and
 * its idle timeout begins anew with every byte.
 */
final class RequestGuard extends ChannelDuplexHandler {

  /** Requests that may be under way on one connection. Browsers send one at a time; what HTTP allows besides is seldom used. */
  static final int MOST_UNANSWERED = 4;

  private final int requestSeconds;
  private int unanswered;
  private boolean receiving;
  private boolean closed;
  private ScheduledFuture<?> deadline;

  /** @param requestSeconds within which a request must be whole after the connection was made or the last answer ended */
  RequestGuard(int requestSeconds) {
    this.requestSeconds = requestSeconds;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    arm(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      unanswered++;
      receiving = true;
    }
    if (message instanceof LastHttpContent) {
      receiving = false;
      disarm();
    }
    if (unanswered > MOST_UNANSWERED) {
      close(context);
    }
    if (closed) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      unanswered--;
      if (unanswered == 0 && !receiving) {
        arm(context);
      }
    }
    context.write(message, promise);
  }

  /** Answers like {@code 100 Continue} come before the one that counts. */
  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    disarm();
    context.fireChannelInactive();
  }

  private void arm(ChannelHandlerContext context) {
    disarm();
    deadline = context.executor().schedule(() -> close(context), requestSeconds, TimeUnit.SECONDS);
  }

  private void disarm() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void close(ChannelHandlerContext context) {
    if (!closed) {
      closed = true;
      disarm();
      context.close();
    }
  }
}
