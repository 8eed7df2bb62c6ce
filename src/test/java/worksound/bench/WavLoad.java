package worksound.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches one file over and over on some connections and throws it away: how fast a server can give. */
final class WavLoad {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
  private static final int BUFFER_BYTES = 256 * 1024;

  private final int port;
  private final byte[] request;

  WavLoad(int port, String path) {
    this.port = port;
    this.request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** MB (10⁶ bytes) a second over so many connections at once, kept alive. */
  double megabytesPerSecond(int connections, double seconds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long begun = System.nanoTime();
      Callable<Long> one = () -> fetch(begun + (long) (seconds * 1e9));
      long bytes = 0;
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(one));
      }
      for (Future<Long> each : all) {
        bytes += each.get();
      }
      return bytes / 1e6 / ((System.nanoTime() - begun) / 1e9);
    } finally {
      threads.shutdown();
    }
  }

  private long fetch(long until) throws IOException {
    long bytes = 0;
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (SocketChannel socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      while (System.nanoTime() < until) {
        socket.write(ByteBuffer.wrap(request));
        bytes += answer(socket, buffer);
      }
    }
    return bytes;
  }

  private static long answer(SocketChannel socket, ByteBuffer buffer) throws IOException {
    StringBuilder head = new StringBuilder();
    int end = -1;
    while (end < 0) {
      fill(socket, buffer);
      head.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
      end = head.indexOf("\r\n\r\n");
    }
    Matcher length = LENGTH.matcher(head.substring(0, end + 2));
    if (!head.substring(0, 12).equals("HTTP/1.1 200") || !length.find()) {
      throw new IOException("expected 200 with a length, got " + head.substring(0, end));
    }
    long size = Long.parseLong(length.group(1));
    for (long left = size - (head.length() - end - 4); left > 0; left -= buffer.position()) {
      fill(socket, buffer);
    }
    return size;
  }

  private static void fill(SocketChannel socket, ByteBuffer buffer) throws IOException {
    if (socket.read(buffer.clear()) < 0) {
      throw new EOFException("the server hung up");
    }
  }
}
