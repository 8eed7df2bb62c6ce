package worksound.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import worksound.config.Config;
import worksound.config.ConfigException;
import worksound.config.HttpConfig;

/** What is said when nothing can be listened on, and how an address is written. */
class HttpVerticleTest {

  private static HttpConfig config(String host, int port) {
    return Config.from(new JsonObject().put("http", new JsonObject().put("host", host).put("port", port))).http();
  }

  private static Throwable explained(Throwable e) {
    return HttpVerticle.explained(e, config("127.0.0.1", 80));
  }

  @Test
  void whatCannotBeListenedOnNamesTheSettingAndWhatWasExpected() {
    assertThat(explained(new BindException("Address already in use"))).isInstanceOf(ConfigException.class)
      .hasMessage("http.port is 80, expected a port that is free on 127.0.0.1");
    assertThat(explained(new BindException("Permission denied"))).isInstanceOf(ConfigException.class)
      .hasMessage("http.port is 80, expected a port that this user may listen on, from 1024 up");
    assertThat(explained(new SocketException("Permission denied"))).hasMessageStartingWith("http.port is 80, expected");
    assertThat(explained(new BindException("Cannot assign requested address"))).hasMessageStartingWith("http.host is \"127.0.0.1\", expected");
    assertThat(explained(new UnknownHostException("nowhere"))).hasMessageStartingWith("http.host is \"127.0.0.1\", expected");
    IOException other = new IOException("Too many open files");
    assertThat(explained(other)).isSameAs(other);
  }

  @Test
  void anAddressOfIpv6StandsInBracketsInAUrl() {
    assertThat(config("2001:db8::5", 8080).hostInUrl()).isEqualTo("[2001:db8::5]");
    assertThat(config("[::1]", 8080).hostInUrl()).isEqualTo("[::1]");
    assertThat(config("worksound.lan", 8080).hostInUrl()).isEqualTo("worksound.lan");
  }
}
