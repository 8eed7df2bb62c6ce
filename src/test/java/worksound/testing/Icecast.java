package worksound.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An Icecast server that relays a stream, as the one that README's relay is put into. */
public final class Icecast implements AutoCloseable {

  private static final String CONFIG = """
    <icecast>
      <limits><clients>10</clients><sources>2</sources></limits>
      <authentication><source-password>none</source-password><admin-user>none</admin-user><admin-password>none</admin-password></authentication>
      <hostname>127.0.0.1</hostname>
      <listen-socket><port>%d</port><bind-address>127.0.0.1</bind-address></listen-socket>
      <relay><server>127.0.0.1</server><port>%d</port><mount>/listen.mp3</mount><local-mount>/worksound.mp3</local-mount>
        <on-demand>1</on-demand></relay>
      <paths><logdir>%s</logdir><webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot></paths>
      <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog></logging>
      <security><chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group></changeowner></security>
    </icecast>
    """;

  private static final int PATIENCE_SECONDS = 20;
  private static final int PAUSE_MILLIS = 100;

  private final Process process;
  private final Ports.Held port;

  private Icecast(Process process, Ports.Held port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test that is running where there is none, as {@link Installed} says. */
  public static void assumeInstalled() {
    Installed.assume("no relay can be tried", "icecast2");
  }

  /**
   * Starts one; as root it goes on as nobody.
   *
   * @param folder where its configuration and its logs are
   * @param source port of the server whose {@code /listen.mp3} is relayed
   */
  public static Icecast relaying(int source, Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, Set.of(PosixFilePermission.values()));
    Ports.Held port = Ports.hold();
    Path config = Files.writeString(folder.resolve("icecast.xml"), CONFIG.formatted(port.number(), source, folder));
    return new Icecast(new ProcessBuilder("icecast2", "-c", config.toString()).redirectErrorStream(true)
      .redirectOutput(folder.resolve("said.log").toFile()).start(), port);
  }

  /** Where the relayed music is, once it is there. */
  public String url() throws IOException, InterruptedException {
    URL url = new URL("http://127.0.0.1:" + port.number() + "/worksound.mp3");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isServed(url)) {
      if (System.nanoTime() > until) {
        throw new IOException("no music at " + url + " after " + PATIENCE_SECONDS + " s");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return url.toString();
  }

  private static boolean isServed(URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (ConnectException e) {
      return false; // it is starting
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    port.close();
  }
}
