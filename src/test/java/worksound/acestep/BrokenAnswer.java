package worksound.acestep;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.VertxConnection;

/** How an endpoint answers that is broken; nothing that is asked of it happens. */
public enum BrokenAnswer {
  /** The request is taken and the connection stays open. */
  NEVER {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      request.resume();
    }
  },
  /** The head of a good answer, and then nothing. */
  HEAD_ONLY {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      begin(request).putHeader("content-length", "100").writeHead();
    }
  },
  /** A byte every 100 ms, for ever. */
  DRIPS {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      HttpServerResponse response = begin(request).setChunked(true);
      response.write(" ");
      vertx.setPeriodic(100, timer -> {
        if (response.closed()) {
          vertx.cancelTimer(timer);
        } else {
          response.write(" ");
        }
      });
    }
  },
  /** As much as goes through the connection, for ever. */
  ENDLESS {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      send(begin(request).setChunked(true), Buffer.buffer(" ".repeat(BLOCK)), Long.MAX_VALUE);
    }
  },
  /** A JSON text of 100 MB, with nothing wrong in it. */
  HUGE {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      long blocks = 100_000_000 / BLOCK;
      HttpServerResponse response = begin(request).putHeader("content-length", Long.toString(blocks * BLOCK + 2));
      response.write("[");
      send(response, Buffer.buffer(" ".repeat(BLOCK)), blocks);
    }
  },
  CLOSES {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      request.connection().close();
    }
  },
  RESETS {
    @Override
    void answer(Vertx vertx, HttpServerRequest request) {
      ((VertxConnection) request.connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
      request.connection().close();
    }
  };

  private static final int BLOCK = 1 << 16;

  abstract void answer(Vertx vertx, HttpServerRequest request);

  /** Whether the client waits for something, if it does not give up. */
  public boolean hangs() {
    return this == NEVER || this == HEAD_ONLY || this == DRIPS;
  }

  private static HttpServerResponse begin(HttpServerRequest request) {
    request.resume();
    return request.response().putHeader("content-type", "application/json").exceptionHandler(hungUp -> { });
  }

  /** Sends a block as often as told, no faster than it is read. */
  private static void send(HttpServerResponse response, Buffer block, long times) {
    if (times == 0) {
      response.end("]");
    } else if (!response.closed()) {
      response.write(block).onSuccess(sent -> send(response, block, times - 1));
    }
  }
}
