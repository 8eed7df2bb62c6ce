package worksound.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what clients of a server can cost it: the number of their connections, and on each what is kept of requests and answers.
 * Works on Netty's pipeline, since Vert.x has no settings for these.
 */
public final class ConnectionGuard implements Handler<HttpConnection> {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
  /** An answer of which this much waits to be sent is not gone on with. */
  private static final WriteBufferWaterMark WRITE_QUEUE_BYTES = new WriteBufferWaterMark(8 * 1024, 16 * 1024);
  private static final long LOG_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ConnectionCounts counts;
  private final int requestSeconds;
  private final String refusal;
  private long lastLogNanos = System.nanoTime() - LOG_PAUSE_NANOS;

  /**
   * @param most           connections at a time
   * @param mostPerAddress the same from one remote address
   * @param requestSeconds within which a request must be whole after the connection was made or the last answer ended
   * @param refusal        what one connection too many is told, in one line
   */
  public ConnectionGuard(int most, int mostPerAddress, int requestSeconds, String refusal) {
    this.counts = new ConnectionCounts(most, mostPerAddress);
    this.requestSeconds = requestSeconds;
    this.refusal = refusal;
  }

  /** HTTP/1.1 alone: with HTTP/2, one connection has many requests under way, each with a window of its own to stall. */
  public static HttpServerOptions serverOptions() {
    return new HttpServerOptions().setHttp2ClearTextEnabled(false);
  }

  /** The server, guarded. It is not to listen yet. */
  public HttpServer guard(HttpServer server) {
    return server.connectionHandler(this);
  }

  @Override
  public void handle(HttpConnection connection) {
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      channel.close(); // it was closed before it could be looked at
      return;
    }
    InetAddress address = remote.getAddress();
    if (!counts.admit(address)) {
      refuse(channel, address);
      return;
    }
    channel.closeFuture().addListener(closed -> counts.release(address));
    channel.config().setWriteBufferWaterMark(WRITE_QUEUE_BYTES);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.replace("httpDecoder", "httpDecoder", new HttpRequestDecoder(new HttpDecoderConfig()
      .setMaxInitialLineLength(HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH).setMaxHeaderSize(HttpServerOptions.DEFAULT_MAX_HEADER_SIZE)
      .setMaxChunkSize(HttpServerOptions.DEFAULT_MAX_CHUNK_SIZE)
      .setHeadersFactory(BoundedHeaders.FACTORY).setTrailersFactory(BoundedHeaders.FACTORY)));
    pipeline.addBefore("handler", "requestGuard", new RequestGuard(requestSeconds));
  }

  private void refuse(Channel channel, InetAddress address) {
    if (System.nanoTime() - lastLogNanos >= LOG_PAUSE_NANOS) {
      lastLogNanos = System.nanoTime();
      LOG.warn("a connection from {} is refused, {} are open: {}", address.getHostAddress(), counts.open(), refusal);
    }
    byte[] words = (refusal + "\n").getBytes(UTF_8);
    String head = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
      + "Content-Length: " + words.length + "\r\n\r\n";
    // From the head of the pipeline on, past the encoder, which knows of no request.
    channel.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(UTF_8), words))
      .addListener(ChannelFutureListener.CLOSE);
  }
}
