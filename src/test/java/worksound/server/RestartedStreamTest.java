package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.acestep.Tape;
import worksound.page.GapMeter;
import worksound.page.TapeMatch;
import worksound.testing.Mpv;
import worksound.testing.Ports;
import worksound.testing.Requirement;

/** The server is killed and started again under an mpv that was told to connect again, as README says; nobody touches mpv. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Tag("long")
@Requirement({"B6", "B12"})
class RestartedStreamTest {

  private static final Pattern README_OPTION = Pattern.compile("`mpv (--stream-lavf-o=\\S+)`");
  private static final Pattern BEGINNING = Pattern.compile("segment (\\d+) is heard from ([\\d.]+) s on");
  private static final int RATE = Tape.RATE;
  private static final int FRAME_BYTES = 2 * Float.BYTES;
  private static final int STRIDE_SECONDS = 4;
  private static final int HEARD_SECONDS = 6;
  /** Of these last seconds all are the second server's. */
  private static final int JUDGED_SECONDS = 6;
  private static final int PATIENCE_SECONDS = 40;
  private static final int LOOK_MILLIS = 50;
  private static final double SILENCE_MILLIS = 5;
  /** What was still on its way when the server was killed, and what the codec holds back. */
  private static final int UNCERTAIN_FRAMES = 3 * RATE;
  /** MP3 keeps the loud part only of the noise in the stand-in's music; a shift by one of its frames leaves 0 dB. */
  private static final double SAME_DB = -9;

  @TempDir
  Path folder;

  @Test
  void mpvGoesOnWithTheSameMusic(Vertx vertx) throws Exception {
    Mpv.assumeInstalled();
    AcestepStandIn acestep = done(AcestepStandIn.start(vertx, new StandInOptions().segment(STRIDE_SECONDS + 2, 2)));
    Ports.Held port = Ports.hold();
    ServerProcess first = server(acestep, port.number());
    Path pcm = folder.resolve("heard.pcm");
    Process mpv = Mpv.play("http://127.0.0.1:" + first.port() + "/listen.mp3", pcm, folder.resolve("mpv.log"), readmeOption());
    try {
      awaitFrames(pcm, HEARD_SECONDS * RATE, mpv);
      String session = first.status().getString("session_id");
      first.kill();
      long atKill = frames(pcm);
      try (ServerProcess second = server(acestep, port.number())) {
        awaitFrames(pcm, atKill + (HEARD_SECONDS + JUDGED_SECONDS) * RATE, mpv);
        assertThat(second.status().getString("session_id")).as("the session is resumed").isEqualTo(session);
        assertThat(second.status().getJsonObject("playback").getJsonObject("by").getString("name")).isEqualTo("mpv");
        float[] heard = samples(pcm);
        assertThat(longestSilenceMillis(heard)).as("longest silence in what mpv was sent").isLessThan(SILENCE_MILLIS);
        assertGoesOn(heard, beginning(second) + acestep.tasks().get(0).tapePosition() - atKill);
      }
    } finally {
      mpv.destroyForcibly();
      first.close();
      port.close();
      done(acestep.close());
    }
  }

  private static String readmeOption() throws Exception {
    return README_OPTION.matcher(Files.readString(Path.of("README.md"))).results().map(found -> found.group(1)).findFirst().orElseThrow();
  }

  private ServerProcess server(AcestepStandIn acestep, int port) throws Exception {
    return new ServerProcess(folder, new JsonObject()
      .put("http", new JsonObject().put("port", port))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", STRIDE_SECONDS + 2).put("overlap_seconds", 2))
      .put("player", new JsonObject().put("crossfade_seconds", 1))
      .put("session", new JsonObject().put("look_ahead", 1))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("retry_seconds", List.of(0.01, 0.02))));
  }

  private static void awaitFrames(Path pcm, long frames, Process mpv) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (frames(pcm) < frames) {
      assertThat(mpv.isAlive()).as("mpv plays").isTrue();
      assertThat(System.nanoTime()).as("waiting for music since " + PATIENCE_SECONDS + " s").isLessThan(until);
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static long frames(Path pcm) throws Exception {
    return Files.exists(pcm) ? Files.size(pcm) / FRAME_BYTES : 0;
  }

  private static float[] samples(Path pcm) throws Exception {
    byte[] bytes = Files.readAllBytes(pcm);
    float[] samples = new float[2 * (bytes.length / FRAME_BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples);
    return samples;
  }

  private static double longestSilenceMillis(float[] heard) {
    GapMeter gaps = new GapMeter();
    gaps.take(heard);
    return gaps.longestMillis();
  }

  /** Frames of the session's music that lie before the second at which a server has begun. */
  private static long beginning(ServerProcess server) {
    MatchResult begins = server.said().stream().flatMap(line -> BEGINNING.matcher(line).results()).findFirst().orElseThrow();
    return Math.round((STRIDE_SECONDS * Integer.parseInt(begins.group(1)) + Double.parseDouble(begins.group(2))) * RATE);
  }

  /**
   * At least one of the last seconds is what the session's music has there; a segment that comes late is bridged, which is other music.
   *
   * @param tape the tape's frame that would have been heard first, had everything come without delay
   */
  private static void assertGoesOn(float[] heard, long tape) {
    int end = heard.length / 2;
    double bestDb = IntStream.rangeClosed(1, JUDGED_SECONDS).mapToDouble(back -> errorDb(heard, end - back * RATE, tape)).min().orElseThrow();
    assertThat(bestDb).as("what a second has beside the session's music, in dB").isLessThan(SAME_DB);
  }

  private static double errorDb(float[] heard, int from, long tape) {
    float[] second = Arrays.copyOfRange(heard, 2 * from, 2 * (from + RATE));
    long at = TapeMatch.locate(Tape::at, second, tape + from, UNCERTAIN_FRAMES);
    double errorDb = TapeMatch.of(Tape::at, at, second).errorDb();
    System.out.printf("a second is %.2f s from where it is looked for, %.1f dB beside the tape%n", (at - tape - from) / (double) RATE, errorDb);
    return errorDb;
  }
}
