package worksound.server;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A reader of {@code /session/events} that keeps everything it is told and waits for what is still to come. */
final class Story {

  private static final int PATIENCE_SECONDS = 30;

  private final List<Frame> frames = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final HttpClient client;
  private Frame reading = new Frame(null, null, null);

  /** One frame; {@code id} is null for a status. */
  record Frame(String id, String name, JsonObject data) {

    int index() {
      return data.getJsonObject("segment", data).getInteger("index", data.getInteger("segment_index", -1));
    }
  }

  private record Wait(Predicate<Frame> for_, Promise<Frame> promise) {
  }

  private Story(Vertx vertx) {
    client = vertx.createHttpClient();
  }

  /** Connects; {@code lastEventId} is null for a first visit. */
  static Story read(Server server, String lastEventId) throws Exception {
    return read(server.vertx(), server.port(), lastEventId);
  }

  /** Connects to whatever serves on a port of this machine. */
  static Story read(Vertx vertx, int port, String lastEventId) throws Exception {
    Story story = new Story(vertx);
    HttpClientResponse response = story.client.request(HttpMethod.GET, port, "127.0.0.1", "/session/events")
      // The reader is put in place on the connection's own thread: what arrives while there is none is lost.
      .compose(request -> (lastEventId == null ? request.send() : request.putHeader("Last-Event-ID", lastEventId).send())
        .onSuccess(answer -> answer.handler(RecordParser.newDelimited("\n", line -> story.line(line.toString())))))
      .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!response.getHeader("Content-Type").startsWith("text/event-stream")) {
      throw new AssertionError("not an event stream: " + response.getHeader("Content-Type"));
    }
    return story;
  }

  /** The first frame, past or coming, that is as wanted. */
  Frame await(Predicate<Frame> wanted) throws Exception {
    Promise<Frame> promise = Promise.promise();
    synchronized (this) {
      for (Frame frame : frames) {
        if (wanted.test(frame)) {
          return frame;
        }
      }
      waits.add(new Wait(wanted, promise));
    }
    return promise.future().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  Frame awaitEvent(String name, int index) throws Exception {
    return await(frame -> frame.name().equals(name) && frame.index() == index);
  }

  Frame awaitEvent(String name) throws Exception {
    return await(frame -> frame.name().equals(name));
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  synchronized List<String> names() {
    return frames.stream().map(Frame::name).filter(name -> !name.equals("status")).toList();
  }

  void close() {
    client.close();
  }

  private synchronized void line(String line) {
    if (line.isEmpty()) {
      if (reading.name() != null) {
        finish(reading);
      }
      reading = new Frame(null, null, null);
    } else if (line.startsWith("id: ")) {
      reading = new Frame(line.substring(4), reading.name(), reading.data());
    } else if (line.startsWith("event: ")) {
      reading = new Frame(reading.id(), line.substring(7), reading.data());
    } else if (line.startsWith("data: ")) {
      reading = new Frame(reading.id(), reading.name(), new JsonObject(line.substring(6)));
    }
  }

  private void finish(Frame frame) {
    frames.add(frame);
    waits.removeIf(wait -> {
      boolean come = wait.for_().test(frame);
      if (come) {
        wait.promise().complete(frame);
      }
      return come;
    });
  }
}
