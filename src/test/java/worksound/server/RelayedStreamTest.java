package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.page.GapMeter;
import worksound.page.TapeMatch;
import worksound.testing.Ffmpeg;
import worksound.testing.Icecast;
import worksound.testing.Mpv;
import worksound.testing.Requirement;

/** Icecast, one listener here, relays the music to two players, who hear the same of it without a gap. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Tag("long")
@Requirement("B12")
class RelayedStreamTest {

  private static final int RATE = 48_000;
  private static final String LISTENED_SECONDS = "8";
  private static final double SILENCE_MILLIS = 5;
  private static final int CERTAIN_FRAME = 4 * RATE;
  private static final int MOST_APART_FRAMES = 3 * RATE;
  /** Both decode the same bytes. */
  private static final double SAME_DB = -60;

  private final ExecutorService players = Executors.newFixedThreadPool(2);

  @Test
  void twoPlayersHearWhatIcecastRelays(Vertx vertx, @TempDir Path audioDir, @TempDir Path folder) throws Exception {
    Ffmpeg.assumeInstalled();
    Mpv.assumeInstalled();
    Icecast.assumeInstalled();
    AcestepStandIn acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    Server server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url())));
    Story story = Story.read(server, null);
    try (Icecast icecast = Icecast.relaying(server.port(), folder)) {
      String url = icecast.url();
      Future<float[]> ffmpeg = players.submit(() -> Ffmpeg.decode(url, "-t", LISTENED_SECONDS));
      Future<float[]> mpv = players.submit(() -> Mpv.listen(url, LISTENED_SECONDS));
      story.await(frame -> frame.name().equals("status") && isIcecastAlone(frame.data().getJsonObject("playback")));
      assertIsOneMusic(ffmpeg.get(60, TimeUnit.SECONDS), mpv.get(60, TimeUnit.SECONDS));
    } finally {
      players.shutdownNow();
      server.stop();
      acestep.stop().await();
    }
  }

  private static boolean isIcecastAlone(JsonObject playback) {
    return playback != null && "Icecast".equals(playback.getJsonObject("by").getString("name")) && playback.getJsonObject("by").getInteger("listeners") == 1;
  }

  private static void assertIsOneMusic(float[] one, float[] other) {
    for (float[] heard : new float[][] {one, other}) {
      GapMeter gaps = new GapMeter();
      gaps.take(heard);
      assertThat(heard.length / 2.0 / RATE).as("seconds heard").isGreaterThan(Double.parseDouble(LISTENED_SECONDS) - 1);
      assertThat(gaps.longestMillis()).as("longest silence").isLessThan(SILENCE_MILLIS);
    }
    float[] piece = Arrays.copyOfRange(one, 2 * CERTAIN_FRAME, 2 * CERTAIN_FRAME + 2 * RATE);
    long at = TapeMatch.locate((frame, channel) -> sample(other, frame, channel), piece, CERTAIN_FRAME, MOST_APART_FRAMES);
    assertThat(residualDb(piece, other, (int) at)).as("what both heard, in dB").isLessThan(SAME_DB);
  }

  private static float sample(float[] music, long frame, int channel) {
    long at = 2 * frame + channel;
    return at < 0 || at >= music.length ? 1e-9f : music[(int) at];
  }

  private static double residualDb(float[] piece, float[] other, int at) {
    double difference = 0;
    double power = 0;
    for (int i = 0; i < piece.length && 2 * at + i < other.length; i++) {
      difference += Math.pow(piece[i] - other[2 * at + i], 2);
      power += piece[i] * piece[i];
    }
    return 10 * Math.log10(difference / power + 1e-30);
  }
}
