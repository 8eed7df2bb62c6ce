package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import worksound.testing.Mpv;
import worksound.testing.Requirement;

/**
 * ffmpeg listens to each format and mpv to MP3 and Opus, all at once, over seams, a late segment and a prompt change. What is decoded of MP3
 * and Opus is, from the first second to the last, what the WAV holds at one and the same distance: nothing is missing, doubled or shifted.
 */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Tag("long")
@Requirement("B12")
class DecodedStreamTest {

  private static final int RATE = 48_000;
  private static final int WINDOW_FRAMES = RATE / 20;
  private static final String LISTENED_SECONDS = "22";
  private static final int COMPARED_SECONDS = 14;
  /** Players join within seconds of one another. */
  private static final int MOST_APART_FRAMES = 5 * RATE;
  private static final int CERTAIN_FRAME = 7 * RATE;
  /** The stand-in's music has white noise 13 dB below it, of which the codecs keep the loud part only; a shift by one frame of MP3 leaves 0 dB. */
  private static final double SAME_DB = -9;
  private static final double SILENCE_MILLIS = 5;
  /** Nothing at all cannot be compared with. */
  private static final float NEARLY_NOTHING = 1e-9f;

  private final ExecutorService players = Executors.newFixedThreadPool(5);

  @Test
  void whatPlayersDecodeIsOneMusicWithoutAGap(Vertx vertx, @TempDir Path audioDir) throws Exception {
    Ffmpeg.assumeInstalled();
    Mpv.assumeInstalled();
    AcestepStandIn acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    Server server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url())));
    try {
      Story story = Story.read(server, null);
      Future<float[]> wav = ffmpeg(server, "wav");
      Map<String, Future<float[]>> lossy = Map.of("MP3 by ffmpeg", ffmpeg(server, "mp3"), "Opus by ffmpeg", ffmpeg(server, "opus"),
        "MP3 by mpv", mpv(server, "mp3"), "Opus by mpv", mpv(server, "opus"));
      story.awaitEvent("segment_accepted", 1);
      server.send(HttpMethod.PUT, "/session/prompt", new JsonObject().put("prompt", "rain"));
      story.awaitEvent("segment_accepted", 2);
      acestep.hold();
      story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("playback") != null
        && frame.data().getJsonObject("playback").getInteger("underruns") > 0);
      acestep.release();
      assertHasNoGap(wav.get(60, TimeUnit.SECONDS));
      for (Map.Entry<String, Future<float[]>> each : lossy.entrySet()) {
        assertIsTheSame(each.getKey(), each.getValue().get(60, TimeUnit.SECONDS), wav.get());
      }
      JsonObject status = server.status();
      assertThat(status.getInteger("segment_index")).as("seams").isGreaterThanOrEqualTo(3);
      assertThat(status.getJsonObject("prompt").getString("current")).isEqualTo("rain");
    } finally {
      players.shutdownNow();
      server.stop();
      acestep.stop().await();
    }
  }

  private Future<float[]> ffmpeg(Server server, String format) {
    return players.submit(() -> Ffmpeg.decode(address(server, format), "-t", LISTENED_SECONDS));
  }

  private Future<float[]> mpv(Server server, String format) {
    return players.submit(() -> Mpv.listen(address(server, format), LISTENED_SECONDS));
  }

  private static String address(Server server, String format) {
    return "http://127.0.0.1:" + server.port() + "/listen." + format;
  }

  private static void assertHasNoGap(float[] wav) {
    GapMeter gaps = new GapMeter();
    gaps.take(wav);
    assertThat(gaps.longestMillis()).as("longest silence").isLessThan(SILENCE_MILLIS);
  }

  private static void assertIsTheSame(String format, float[] decoded, float[] wav) {
    long apart = distance(decoded, wav);
    int firstSound = IntStream.range(0, wav.length / 2).filter(frame -> wav[2 * frame] != 0).findFirst().orElseThrow();
    double worst = Double.NEGATIVE_INFINITY;
    int windows = 0;
    for (int from = RATE; from + WINDOW_FRAMES + RATE < decoded.length / 2; from += WINDOW_FRAMES) {
      long at = from + apart;
      if (at >= firstSound + RATE && at + WINDOW_FRAMES < wav.length / 2) {
        worst = Math.max(worst, residualDb(decoded, from, wav, (int) at));
        windows++;
      }
    }
    System.out.printf("%s is %d frames from the WAV, worst of %d windows %.1f dB%n", format, apart, windows, worst);
    assertThat(windows * WINDOW_FRAMES).as("frames compared").isGreaterThan(COMPARED_SECONDS * RATE);
    assertThat(worst).as("what %s has beside the music of the WAV, in dB", format).isLessThan(SAME_DB);
  }

  /** Frames by which the same music lies later in the WAV. */
  private static long distance(float[] decoded, float[] wav) {
    float[] piece = Arrays.copyOfRange(decoded, 2 * CERTAIN_FRAME, 2 * CERTAIN_FRAME + RATE);
    return TapeMatch.locate((frame, channel) -> sample(wav, frame, channel), piece, CERTAIN_FRAME, MOST_APART_FRAMES) - CERTAIN_FRAME;
  }

  private static float sample(float[] music, long frame, int channel) {
    long at = 2 * frame + channel;
    boolean silent = at < 0 || at >= music.length || music[(int) at] == 0;
    return silent ? NEARLY_NOTHING : music[(int) at];
  }

  private static double residualDb(float[] decoded, int from, float[] wav, int at) {
    double difference = 0;
    double music = 0;
    for (int i = 0; i < 2 * WINDOW_FRAMES; i++) {
      double expected = wav[2 * at + i];
      music += expected * expected;
      difference += Math.pow(decoded[2 * from + i] - expected, 2);
    }
    return 10 * Math.log10(difference / music);
  }
}
