package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong at the page, on the way to it, or by those who have no business there. */
enum PageAdversity implements Adversity {
  /** The stream breaks; what happens meanwhile is told when the page is back, every event once. */
  PAGE_GONE_AND_BACK {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      String seen = world.cutStory();
      if (seen == null) {
        world.reopenStory(null);
        moment.goOn(world);
        return;
      }
      moment.goOn(world);
      int made = moment.next();
      world.until("segment " + made, () -> Integer.valueOf(made).equals(world.server.status().getInteger("segment_index")));
      world.reopenStory(seen);
      world.awaitAccepted(made);
      List<Long> numbers = world.story.frames().stream().map(Story.Frame::id).filter(id -> id != null)
        .map(id -> Long.valueOf(id.substring(id.indexOf('-') + 1))).toList();
      assertThat(numbers.get(0)).isEqualTo(Long.parseLong(seen.substring(seen.indexOf('-') + 1)) + 1);
      assertThat(numbers.get(numbers.size() - 1) - numbers.get(0)).as("none is missing: %s", numbers).isEqualTo(numbers.size() - 1);
    }
  },
  /** Double clicks, impatience, and answers that come late. */
  START_AND_STOP_STORM {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      List<Future<HttpResponse<Buffer>>> clicks = new ArrayList<>();
      for (int click = 0; click < 24; click++) {
        clicks.add(world.server.request(HttpMethod.POST, click % 3 == 1 ? "/session/stop" : "/session/start")
          .sendJson(click % 4 == 0 ? new JsonObject().put("resume", true) : new JsonObject()));
      }
      if (moment.isGenerating()) {
        world.acestep.release();
      }
      for (Future<HttpResponse<Buffer>> click : clicks) {
        HttpResponse<Buffer> answer = done(click);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isIn(200, 409);
      }
      world.resume();
      assertThat(world.server.status().getString("session_id")).isEqualTo(world.listener.session);
    }
  },
  TWO_PLAYERS {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      if (moment == Moment.IDLE) {
        moment.goOn(world);
      }
      Listener first = world.listener;
      Listener second = new Listener(world.server, "another page", first.session);
      second.newest = first.newest;
      HttpResponse<Buffer> uninvited = second.tell("playing", false);
      assertThat(uninvited.statusCode()).isEqualTo(moment.hasMusic() ? 409 : 204);
      assertThat(second.tell("playing", true).statusCode()).isEqualTo(204);
      HttpResponse<Buffer> refused = first.tell("playing", false);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.bodyAsJsonObject().getString("code")).isEqualTo("playback-taken");
      assertThat(world.server.status().getJsonObject("playback").getString("player_id")).isEqualTo("another page");
      assertThat(first.tell("playing", true).statusCode()).isEqualTo(204);
      if (moment != Moment.IDLE) {
        moment.goOn(world);
      }
    }
  },
  /** One who opens the stream and never reads it. */
  STREAM_NEVER_READ {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      try (Socket stalled = ask(world, "GET /session/events HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
        assertThat(Listener.head(stalled.getInputStream())).contains("text/event-stream");
        moment.goOn(world);
        world.assertMusicGoesOn();
      }
      world.until("the stalled stream's place is free", world::hasRoomForAllStreams);
    }
  },
  /** One who asks for a segment and never reads it. */
  WAV_NEVER_READ {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      try (Socket stalled = ask(world, "GET /audio/current.wav HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
        assertThat(Listener.head(stalled.getInputStream())).startsWith(moment.hasMusic() ? "HTTP/1.1 200" : "HTTP/1.1 404");
        moment.goOn(world);
        world.assertMusicGoesOn();
      }
    }
  },
  /** Another site's page, and a foreign name for this server. */
  STRANGERS {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      String before = essence(world);
      for (String call : List.of("POST /session/start", "POST /session/stop", "PUT /session/prompt", "POST /session/playback",
        "GET /session/status", "GET /session/events", "GET /audio/current.wav")) {
        assertRefused(world, call + " HTTP/1.1\r\nHost: rebound.example\r\n", "foreign-host");
        assertRefused(world, call + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://elsewhere.example\r\n", "foreign-origin");
      }
      assertThat(essence(world)).isEqualTo(before);
      moment.goOn(world);
    }
  };

  private static String essence(World world) throws Exception {
    JsonObject status = world.server.status();
    return status.getString("session_id") + status.getString("state") + status.getInteger("segment_index") + status.getJsonObject("prompt").getString("pending");
  }

  private static Socket ask(World world, String head) throws Exception {
    Socket socket = new Socket("127.0.0.1", world.server.port());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    return socket;
  }

  private static void assertRefused(World world, String head, String code) throws Exception {
    String body = "{\"prompt\": \"theirs\"}";
    try (Socket socket = ask(world, head + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).startsWith("HTTP/1.1 403").contains(code);
    }
  }
}
