package worksound.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many readers of the event stream on one thread; some of them read nothing after the greeting. */
final class Subscribers implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int SMALL_WINDOW_BYTES = 4 * 1024;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final List<SocketChannel> sockets = new ArrayList<>();
  private final CountDownLatch greeted;
  private final Changes changes;
  private final CompletableFuture<Void> reading;
  private volatile boolean closed;

  /** @param stalled how many of them read nothing, among {@code count} */
  Subscribers(int port, int count, int stalled, Changes changes) throws IOException {
    this.changes = changes;
    this.greeted = new CountDownLatch(count - stalled);
    byte[] request = ("GET /session/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < count; i++) {
      SocketChannel socket = SocketChannel.open();
      boolean reads = i >= stalled;
      if (!reads) {
        socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW_BYTES);
      }
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.write(ByteBuffer.wrap(request));
      socket.configureBlocking(false);
      sockets.add(socket);
      if (reads) {
        socket.register(selector, SelectionKey.OP_READ, new Reader(changes));
      }
    }
    reading = CompletableFuture.runAsync(this::read, task -> new Thread(task, "subscribers").start());
  }

  /** Returns when everyone who reads has been greeted. */
  void awaitGreeting() throws InterruptedException, IOException {
    if (!greeted.await(1, TimeUnit.MINUTES)) {
      throw new IOException(greeted.getCount() + " subscribers were not greeted");
    }
  }

  private void read() {
    try {
      while (!closed) {
        selector.select(this::read);
      }
    } catch (IOException e) {
      changes.broken(e);
    }
  }

  private void read(SelectionKey key) {
    try {
      int count = ((SocketChannel) key.channel()).read(buffer.clear());
      Reader reader = (Reader) key.attachment();
      if (count < 0) {
        key.cancel();
        changes.broken(new IOException("the server hung up on a subscriber"));
      } else if (reader.take(buffer.flip(), System.nanoTime())) {
        greeted.countDown();
      }
    } catch (IOException e) {
      key.cancel();
      changes.broken(e);
    }
  }

  /** Finds numbers of changes in one reader's stream. */
  private static final class Reader {

    private static final byte[] MARK = "\"position_seconds\":".getBytes(StandardCharsets.US_ASCII);

    private final Changes changes;
    private int matched;
    private long number;
    private long newest;
    private boolean greeted;

    Reader(Changes changes) {
      this.changes = changes;
    }

    /** @return whether these are the first bytes */
    boolean take(ByteBuffer bytes, long now) {
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        if (matched == MARK.length) {
          if (next >= '0' && next <= '9') {
            number = 10 * number + next - '0';
            continue;
          }
          news(now);
          number = 0;
          matched = 0;
        }
        matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
      }
      boolean first = !greeted;
      greeted = true;
      return first;
    }

    /** The status says the same again when something else has changed. */
    private void news(long now) {
      if (number != newest) {
        newest = number;
        changes.received(number, now);
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    reading.join();
    for (SocketChannel socket : sockets) {
      socket.close();
    }
    selector.close();
  }
}
