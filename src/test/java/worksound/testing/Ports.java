package worksound.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ports of this machine. */
public final class Ports {

  private static final int PATIENCE_SECONDS = 20;
  private static final long LOOK_NANOS = 5_000_000;

  private Ports() {
  }

  /**
   * A port of the loopback interface that the system gives nobody else until it is closed. Whoever binds it by its number may listen on it,
   * again and again; in between it refuses connections. On Linux sockets with SO_REUSEADDR may share a port while one at most of them
   * listens, and neither a bind to port 0 nor an outgoing connection is given a port that is bound.
   */
  public static final class Held implements AutoCloseable {

    private final SocketChannel socket;

    private Held(SocketChannel socket) {
      this.socket = socket;
    }

    public int number() {
      return socket.socket().getLocalPort();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Holds one that was free, and that nobody listens on yet. */
  public static Held hold() throws IOException {
    SocketChannel socket = SocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true);
    return new Held(socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  /** Waits until new connections are refused: the system takes them for a moment longer than the server that has said it is closed. */
  public static void awaitClosed(int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (isOpen(port)) {
      assertThat(System.nanoTime()).as("port %d is closed within %d s", port, PATIENCE_SECONDS).isLessThan(deadline);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static boolean isOpen(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException refused) {
      return false;
    }
  }
}
