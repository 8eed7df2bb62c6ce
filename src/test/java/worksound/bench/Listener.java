package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/** What a page asks of the server, without the page. */
final class Listener {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final Events events;
  private String session;

  /** Connects its event stream. */
  Listener(int port) throws IOException, InterruptedException {
    base = "http://127.0.0.1:" + port;
    events = new Events(client.send(request("/session/events").build(), BodyHandlers.ofInputStream()).body());
  }

  Events events() {
    return events;
  }

  /** Presses Play. */
  void play() throws IOException, InterruptedException {
    session = new JsonObject(post("/session/start", new JsonObject())).getString("session_id");
  }

  /** Fetches a segment whole and returns when its last byte was there, on the clock of {@link System#nanoTime}. */
  long fetch(int index) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = get("/audio/" + index + ".wav?session=" + session, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    if (answer.statusCode() != 200) {
      throw new IOException("segment " + index + ": " + answer.statusCode());
    }
    return System.nanoTime();
  }

  /** Reports playback, as a page does every other second. */
  void report(int index, double position) throws IOException, InterruptedException {
    post("/session/playback", new JsonObject().put("player_id", "bench").put("session_id", session).put("state", "playing")
      .put("segment_index", index).put("position_seconds", position).put("buffered_seconds", 30.0).put("underruns", 0)
      .putNull("download_seconds").put("claim", true));
  }

  private <T> HttpResponse<T> get(String path, BodyHandler<T> handler) throws IOException, InterruptedException {
    return client.send(request(path).build(), handler);
  }

  private String post(String path, JsonObject body) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request(path).header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(body.encode())).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).version(HttpClient.Version.HTTP_1_1);
  }
}
