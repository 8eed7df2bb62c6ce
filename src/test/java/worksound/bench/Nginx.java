package worksound.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import worksound.testing.Ports;

/** The nginx of the system as a process of its own, set up to serve files as fast as it can. */
final class Nginx implements AutoCloseable {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int LOOKS = 500;

  private final Process process;
  private final Ports.Held port;

  private Nginx(Process process, Ports.Held port) {
    this.process = process;
    this.port = port;
  }

  /** Serves the files of a folder. */
  static Nginx serve(Path files, Path own) throws IOException {
    Ports.Held port = Ports.hold();
    Path configuration = own.resolve("nginx.conf");
    Files.writeString(configuration, """
      daemon off;
      worker_processes auto;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events { }
      http {
        access_log off;
        sendfile on;
        tcp_nopush on;
        keepalive_requests 1000000;
        types { audio/wav wav; }
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        server { listen 127.0.0.1:%2$d; root %3$s; }
      }
      """.formatted(own, port.number(), files));
    // As root its workers become nobody, who may not read the folder.
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    Process process = new ProcessBuilder("nginx", "-p", own.toString(), "-e", own.resolve("error.log").toString(), "-c", configuration.toString(),
      "-g", user).redirectErrorStream(true).redirectOutput(Bench.FOLDER.resolve("nginx.log").toFile()).start();
    Nginx nginx = new Nginx(process, port);
    try {
      awaitOpen(process, port.number());
      return nginx;
    } catch (IOException e) {
      nginx.close();
      throw e;
    }
  }

  int port() {
    return port.number();
  }

  /** nginx does not tell when it listens. */
  private static void awaitOpen(Process process, int port) throws IOException {
    for (int look = 0; look < LOOKS && process.isAlive(); look++) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (open.isConnected()) {
          return;
        }
      } catch (java.net.ConnectException e) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    throw new IOException("nginx does not listen, see " + Bench.FOLDER.resolve("nginx.log"));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    port.close();
  }
}
