package worksound.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionCountsTest {

  private final ConnectionCounts counts = new ConnectionCounts(3, 2);

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @Test
  void oneAddressHasItsShareAndAllHaveAnother() throws UnknownHostException {
    assertThat(counts.admit(address("10.0.0.1"))).isTrue();
    assertThat(counts.admit(address("10.0.0.1"))).isTrue();
    assertThat(counts.admit(address("10.0.0.1"))).as("its share is used up").isFalse();
    assertThat(counts.admit(address("10.0.0.2"))).isTrue();
    assertThat(counts.admit(address("10.0.0.3"))).as("all are used up").isFalse();
    counts.release(address("10.0.0.1"));
    assertThat(counts.admit(address("10.0.0.3"))).isTrue();
    assertThat(counts.open()).isEqualTo(3);
  }

  @Test
  void theAddressesOfOneIpv6NetworkAreOne() throws UnknownHostException {
    assertThat(counts.admit(address("2001:db8:1:2::1"))).isTrue();
    assertThat(counts.admit(address("2001:db8:1:2:ffff::2"))).isTrue();
    assertThat(counts.admit(address("2001:db8:1:2::3"))).isFalse();
    assertThat(counts.admit(address("2001:db8:1:3::1"))).isTrue();
  }
}
