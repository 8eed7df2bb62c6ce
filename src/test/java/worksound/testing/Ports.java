package worksound.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ports of this machine. */
public final class Ports {

  private static final int PATIENCE_SECONDS = 20;
  private static final long LOOK_NANOS = 5_000_000;

  private Ports() {
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
