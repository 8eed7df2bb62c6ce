package worksound.stream;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import worksound.messages.Playback.Player;
import worksound.messages.Segment;
import worksound.messages.Snapshot;
import worksound.stream.Heard.EntryPoint;
import worksound.stream.Ownership.State;
import worksound.stream.mix.Mixer;
import worksound.stream.mix.Playhead;
import worksound.stream.mix.WavSource;
import worksound.time.Scheduler;

/**
 * One session as the stream plays it, by the page's rules: looks at the status, has the segment opened that will be needed next, hands it to the
 * mixer, and reports.
 */
final class StreamPlayer {

  private final String sessionId;
  private final Runnable onBegin;
  private final Consumer<String> onLost;
  private final PlaybackReports reports;
  private final SegmentOpener opener;
  /** Prompts of the segments that are planned, by index. */
  private final TreeMap<Integer, String> prompts = new TreeMap<>();
  private Snapshot snapshot;
  private Heard heard;
  private Mixer mixer;
  private boolean over;

  /**
   * @param heard   where the session was heard last, null when it was not
   * @param by      who listens now
   * @param onBegin told once when there is music to mix
   * @param onLost  told once when the session is no longer the stream's to play: taken or stopped
   */
  StreamPlayer(Vertx vertx, Scheduler scheduler, String playerId, String sessionId, Heard heard, Supplier<Player> by, Runnable onBegin,
               Consumer<String> onLost) {
    this.sessionId = sessionId;
    this.heard = heard;
    this.onBegin = onBegin;
    this.onLost = onLost;
    this.reports = new PlaybackReports(vertx, scheduler, playerId, sessionId, by, this::lost);
    this.opener = new SegmentOpener(vertx, scheduler, sessionId);
  }

  String sessionId() {
    return sessionId;
  }

  /** Takes in what the status says now. */
  void update(Snapshot newest) {
    State state = reports.evaluate(newest);
    if (state != State.OURS) {
      lost(state == State.TAKEN ? "taken" : "stopped");
    } else if (sessionId.equals(newest.sessionId())) {
      snapshot = newest;
    }
  }

  private void lost(String reason) {
    if (!over) {
      end();
      onLost.accept(reason);
    }
  }

  private void end() {
    over = true;
    opener.close();
  }

  /** Opens and reports what is due; to be called often. */
  void look() {
    if (over) {
      return;
    }
    openIfDue();
    if (reports.isDue(heard())) {
      report(isSounding() ? Snapshot.State.playing : Snapshot.State.generating);
    }
  }

  private void openIfDue() {
    EntryPoint entry = snapshot == null || opener.isBusy() ? null : nextEntry();
    if (entry == null) {
      return;
    }
    opener.open(entry.segment(), source -> join(entry.segment(), source, entry.offset()));
  }

  private EntryPoint nextEntry() {
    Integer newest = mixer == null ? null : mixer.newestIndex();
    if (newest == null) {
      return Heard.entry(snapshot, heard);
    }
    Segment piece = snapshot.segments().stream().filter(segment -> segment.index() > newest && segment.join() == Segment.Join.crossfade)
      .reduce((earlier, later) -> later).orElse(null);
    if (piece != null) {
      return new EntryPoint(piece, 0);
    }
    if (mixer.held() > 1 || mixer.remainingSeconds() > snapshot.timing().prefetchSeconds()) {
      return null;
    }
    return snapshot.segments().stream().filter(segment -> segment.index() > newest).min(Comparator.comparingInt(Segment::index))
      .filter(next -> next.index() == newest + 1 || mixer.isBridging()).map(next -> new EntryPoint(next, 0)).orElse(null);
  }

  private void join(Segment segment, WavSource source, double offset) {
    prompts.put(segment.index(), segment.prompt());
    if (mixer == null) {
      mixer = new Mixer(snapshot.timing().crossfadeSeconds(), snapshot.timing().overlapSeconds());
      mixer.begin(segment, source, offset);
      onBegin.run();
    } else {
      mixer.append(segment, source);
    }
  }

  /** Whether there is music. */
  boolean isSounding() {
    return mixer != null;
  }

  /** Whether a segment is being opened, or is soon to be tried again. */
  boolean isOpening() {
    return opener.isBusy();
  }

  /** The next frames; silence before the first sound. */
  float[] mix(int frames) {
    try {
      return mixer == null ? new float[2 * frames] : mixer.mix(frames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prompt of the music that is mixed now, empty before the first sound. */
  String title() {
    Playhead mixed = mixer == null ? null : mixer.playhead(mixer.head());
    if (mixed == null) {
      return "";
    }
    prompts.headMap(mixed.index()).clear();
    return prompts.getOrDefault(mixed.index(), "");
  }

  /** What listeners hear now: they are behind what is mixed by what fills their buffers. */
  private Playhead playhead() {
    return mixer == null ? null : mixer.playhead(Math.max(0, mixer.head() - Pacer.LEAD));
  }

  /** The second that is heard now, or where the session was heard last; null when it was not. */
  Heard heard() {
    Playhead now = playhead();
    return now == null ? heard : new Heard(now.index(), now.positionSeconds());
  }

  private void report(Snapshot.State state) {
    Playhead now = playhead();
    reports.send(state, heard(), now == null ? 0 : now.bufferedSeconds(), mixer == null ? 0 : mixer.underruns());
  }

  /** Fades out, for good. */
  void fadeOut(double seconds) {
    end();
    if (mixer != null) {
      mixer.fadeOut(seconds);
    }
  }

  /** Whether nothing of it is heard any more. */
  boolean isQuiet() {
    return mixer == null || mixer.isQuiet();
  }

  /** Nobody listens any more: says where it was left, unless somebody else plays by now or still, and lets go of everything. */
  void close() {
    if (!over) {
      end();
      if (reports.areAccepted()) {
        report(Snapshot.State.idle);
      }
    }
    heard = heard();
    if (mixer != null) {
      mixer.close();
      mixer = null;
    }
  }
}
