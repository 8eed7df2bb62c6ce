package worksound.stream;

import static worksound.messages.Addresses.STREAM_FRAMES;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.StreamFrames;
import worksound.messages.Playback.TunedIn;
import worksound.stream.encode.StreamEncoder;
import worksound.stream.mix.Mixer;

/** Encodes what is mixed, once for each format that somebody listens to, and publishes it. */
final class Broadcast {

  private static final int KEPT_BLOCKS = (int) (Pacer.LEAD / Mixer.BLOCK);

  private final Vertx vertx;
  private final Map<Format, Supplier<StreamEncoder>> encoders;
  private final Map<Format, FormatStream> formats = new EnumMap<>(Format.class);
  private final Map<Format, WarmUp> warmUps = new EnumMap<>(Format.class);
  /** What was mixed lately: a format that nobody listened to begins with it. */
  private final Deque<float[]> recent = new ArrayDeque<>();
  private String title = "";

  Broadcast(Vertx vertx, Map<Format, Supplier<StreamEncoder>> encoders) {
    this.vertx = vertx;
    this.encoders = Map.copyOf(encoders);
  }

  /** Takes in one more listener. */
  TunedIn open(Format format) {
    FormatStream stream = formats.computeIfAbsent(format, f -> new FormatStream(encoders.get(f).get(), recent, KEPT_BLOCKS));
    return new TunedIn(stream.opening(), title, stream.next());
  }

  /** Prepares for the music, which is still to come; to be called often. */
  void warmUp() {
    formats.keySet().forEach(format -> warmUps.computeIfAbsent(format, f -> new WarmUp(encoders.get(f).get())).step());
  }

  /** Lets go of what it prepares with: there is music. */
  void endWarmUp() {
    warmUps.values().forEach(WarmUp::end);
  }

  /** Gives up every format but these. */
  void keep(Set<Format> listenedTo) {
    formats.keySet().retainAll(listenedTo);
  }

  /** Forgets what was mixed. */
  void clear() {
    formats.clear();
    recent.clear();
    title = "";
  }

  /**
   * Sends a block.
   *
   * @param block   interleaved stereo, not changed any more
   * @param playing its prompt; empty for the silence before the first sound, which nobody is given afterwards
   */
  void send(float[] block, String playing) {
    title = playing;
    boolean music = !playing.isEmpty();
    if (music) {
      recent.add(block);
    }
    if (recent.size() > KEPT_BLOCKS) {
      recent.remove();
    }
    formats.forEach((format, stream) -> {
      long number = stream.next();
      STREAM_FRAMES.publish(vertx, new StreamFrames(format, number, playing, stream.encode(block, music)));
    });
  }
}
