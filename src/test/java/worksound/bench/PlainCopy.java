package worksound.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import worksound.audio.BenchmarkMusic;

/** A segment's file, served and fetched to another file over loopback HTTP, and nothing else. */
final class PlainCopy implements AutoCloseable {

  private final BenchmarkMusic music = BenchmarkMusic.open(BenchmarkMusic.Form.PCM_16);
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final Path copy;

  PlainCopy(Vertx vertx, Folder folder) throws Exception {
    copy = folder.path().resolve("plain-copy");
    server = vertx.createHttpServer().requestHandler(request -> request.response().sendFile(music.segment().toString()))
      .listen(0, "127.0.0.1").await();
  }

  /** Copies once. */
  double millis() throws Exception {
    long begun = System.nanoTime();
    client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort())).version(HttpClient.Version.HTTP_1_1).build(),
      BodyHandlers.ofFile(copy));
    return (System.nanoTime() - begun) / 1e6;
  }

  @Override
  public void close() throws IOException {
    server.close().await();
    music.close();
  }
}
