package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A player's connection, without its sound: sends a request of its own making and reads what comes. */
final class StreamReader implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  final String head;

  /** @param version such as {@code HTTP/1.0}, which brings a body without chunks @param headers each ending in CR LF */
  StreamReader(int port, String method, String path, String version, String headers) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write((method + " " + path + " " + version + "\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n").getBytes(ISO_8859_1));
    in = new BufferedInputStream(socket.getInputStream());
    head = Listener.head(in);
  }

  /** Listens as old players do. */
  static StreamReader listen(int port, String path, String headers) throws IOException {
    return new StreamReader(port, "GET", path, "HTTP/1.0", headers);
  }

  int status() {
    return Integer.parseInt(head.split(" ")[1]);
  }

  /** So many bytes of the body, fewer when it ends before. */
  byte[] read(int bytes) throws IOException {
    return in.readNBytes(bytes);
  }

  /** Whether the server ends the body, within so many bytes of it. */
  boolean ends(int within) throws IOException {
    return in.readNBytes(within).length < within;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
