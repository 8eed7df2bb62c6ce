package worksound.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** How many connections are open, in all and per remote address. Used by one event loop. */
final class ConnectionCounts {

  /** A subscriber is given a whole IPv6 network of this many bytes, so its addresses count as one. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int most;
  private final int mostPerAddress;
  private final Map<String, Integer> byAddress = new HashMap<>();
  private int open;

  ConnectionCounts(int most, int mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Counts one more connection and returns true, or returns false when there are too many. */
  boolean admit(InetAddress address) {
    String key = key(address);
    if (open >= most || byAddress.getOrDefault(key, 0) >= mostPerAddress) {
      return false;
    }
    open++;
    byAddress.merge(key, 1, Integer::sum);
    return true;
  }

  /** An admitted connection has closed. */
  void release(InetAddress address) {
    open--;
    byAddress.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
  }

  int open() {
    return open;
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
