package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** A hundred players at a time, some of which read nothing and some of which vanish, do not harm one another. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Tag("long")
class ListenCrowdTest {

  private static final int LISTENERS = 100;
  private static final int STALLED = 20;
  private static final int VANISHING = 20;
  private static final int MP3_SECOND = 24_000;

  @Test
  @Requirement({"B12", "B15"})
  void theOthersHearOn(Vertx vertx, @TempDir Path audioDir) throws Exception {
    AcestepStandIn acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(30, 2)).await();
    Server server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()))
      .put("segment", new JsonObject().put("seconds", 30)));
    ExecutorService threads = Executors.newCachedThreadPool();
    List<StreamReader> players = new ArrayList<>();
    try {
      for (int i = 0; i < LISTENERS; i++) {
        players.add(StreamReader.listen(server.port(), i % 2 == 0 ? "/listen.mp3" : "/listen.wav", ""));
        assertThat(players.get(i).status()).isEqualTo(200);
      }
      for (StreamReader vanishing : players.subList(STALLED, STALLED + VANISHING)) {
        vanishing.close();
      }
      List<CompletableFuture<Integer>> heard = players.subList(STALLED + VANISHING, LISTENERS).stream()
        .map(player -> CompletableFuture.supplyAsync(() -> length(player, 6 * MP3_SECOND), threads)).toList();
      for (CompletableFuture<Integer> player : heard) {
        assertThat(player.get(60, TimeUnit.SECONDS)).isEqualTo(6 * MP3_SECOND);
      }
      // From now on: on the way up there were as many too.
      Story story = Story.read(server, null);
      story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("playback") != null
        && frame.data().getJsonObject("playback").getJsonObject("by").getInteger("listeners") == LISTENERS - VANISHING);
    } finally {
      for (StreamReader player : players) {
        player.close();
      }
      threads.shutdownNow();
      server.stop();
      acestep.close().await();
    }
  }

  private static int length(StreamReader player, int bytes) {
    try {
      return player.read(bytes).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
