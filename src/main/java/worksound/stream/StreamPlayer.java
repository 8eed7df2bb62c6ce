package worksound.stream;

import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.PLAYBACK_REPORT;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.messages.Playback.Player;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SegmentRequests.FoundSegment;
import worksound.messages.Snapshot;
import worksound.stream.Heard.EntryPoint;
import worksound.stream.Ownership.State;
import worksound.stream.mix.Frames;
import worksound.stream.mix.Mixer;
import worksound.stream.mix.Playhead;
import worksound.stream.mix.WavSource;
import worksound.time.Scheduler;

/**
 * One session as the stream plays it, by the page's rules: looks at the status, opens the segment that will be needed next, hands it to the
 * mixer, and reports. A segment's file counts as delivered once it is open, for it stays readable from then on.
 */
final class StreamPlayer {

  private static final double REPORT_SECONDS = 2;
  private static final double RETRY_SECONDS = 0.5;
  private static final Logger LOG = LoggerFactory.getLogger(StreamPlayer.class);

  private final Vertx vertx;
  private final Scheduler scheduler;
  private final String playerId;
  private final String sessionId;
  private final Supplier<Player> by;
  private final Consumer<String> onLost;
  private final Ownership ownership;
  /** Prompts of the segments that are planned, by index. */
  private final TreeMap<Integer, String> prompts = new TreeMap<>();
  private Snapshot snapshot;
  private Heard heard;
  private Mixer mixer;
  private boolean opening;
  private boolean over;
  private double retryAt;
  private double reportAt;
  private Integer reportedIndex;

  /**
   * @param heard  where the session was heard last, null when it was not
   * @param by     who listens now
   * @param onLost told once when the session is no longer the stream's to play: taken or stopped
   */
  StreamPlayer(Vertx vertx, Scheduler scheduler, String playerId, String sessionId, Heard heard, Supplier<Player> by, Consumer<String> onLost) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.playerId = playerId;
    this.sessionId = sessionId;
    this.heard = heard;
    this.by = by;
    this.onLost = onLost;
    this.ownership = new Ownership(playerId, sessionId);
  }

  String sessionId() {
    return sessionId;
  }

  /** Takes in what the status says now. */
  void update(Snapshot newest) {
    State state = ownership.evaluate(newest);
    if (state != State.OURS) {
      lost(state == State.TAKEN ? "taken" : "stopped");
    } else if (sessionId.equals(newest.sessionId())) {
      snapshot = newest;
    }
  }

  private void lost(String reason) {
    if (!over) {
      over = true;
      onLost.accept(reason);
    }
  }

  /** Opens and reports what is due; to be called often. */
  void look() {
    if (over) {
      return;
    }
    openIfDue();
    Playhead now = playhead();
    Integer index = now == null ? null : Integer.valueOf(now.index());
    if (scheduler.seconds() >= reportAt || index != null && !index.equals(reportedIndex)) {
      reportedIndex = index;
      report(isSounding() ? Snapshot.State.playing : Snapshot.State.generating);
    }
  }

  private void openIfDue() {
    EntryPoint entry = opening || snapshot == null || scheduler.seconds() < retryAt ? null : nextEntry();
    if (entry == null) {
      return;
    }
    opening = true;
    AUDIO_FIND.ask(vertx, new FindSegment(sessionId, entry.segment().index(), true)).map(found -> open(entry, found))
      .onComplete(opened -> opening = false, e -> {
        opening = false;
        retryAt = scheduler.seconds() + RETRY_SECONDS;
        LOG.info("session={} looking again for the next segment: {}", sessionId, Failure.words(e));
      });
  }

  private EntryPoint nextEntry() {
    Integer newest = mixer == null ? null : mixer.newestIndex();
    if (newest == null) {
      return Heard.entry(snapshot, heard);
    }
    if (mixer.held() > 1 || mixer.remainingSeconds() > snapshot.timing().prefetchSeconds()) {
      return null;
    }
    return snapshot.segments().stream().filter(segment -> segment.index() > newest).min(Comparator.comparingInt(Segment::index))
      .filter(next -> next.index() == newest + 1 || mixer.isBridging()).map(next -> new EntryPoint(next, 0)).orElse(null);
  }

  private Void open(EntryPoint entry, FoundSegment found) {
    Segment segment = entry.segment();
    if (over) {
      return null;
    }
    if (!found.etag().equals(segment.etag())) {
      throw Failure.SEGMENT_GONE.because("Segment " + segment.index() + " is another one by now.");
    }
    try {
      join(segment, WavSource.open(Path.of(found.file())), entry.offset());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SEGMENT_DELIVERED.publish(vertx, new SegmentDelivered(sessionId, segment.index(), found.bytes(), 0, Instant.now()));
    return null;
  }

  private void join(Segment segment, WavSource source, double offset) {
    prompts.put(segment.index(), segment.prompt());
    if (mixer == null) {
      mixer = new Mixer(snapshot.timing().crossfadeSeconds(), snapshot.timing().overlapSeconds());
      mixer.begin(segment, source, offset);
    } else {
      mixer.append(segment, source);
    }
  }

  /** Whether there is music. */
  boolean isSounding() {
    return mixer != null;
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
    reportAt = scheduler.seconds() + REPORT_SECONDS;
    Playhead now = playhead();
    PLAYBACK_REPORT.ask(vertx, new ReportPlayback(playerId, sessionId, state, now == null ? null : now.index(),
        now == null ? 0 : now.positionSeconds(), now == null ? 0 : now.bufferedSeconds(), mixer == null ? 0 : mixer.underruns(), null,
        ownership.claims(), by.get()))
      .onComplete(accepted -> ownership.accepted(), this::refused);
  }

  private void refused(Throwable e) {
    if (Failure.of(e) == Failure.PLAYBACK_TAKEN) {
      lost("taken");
    } else if (Failure.of(e) == Failure.NO_SESSION) {
      ownership.refused();
    } else {
      LOG.warn("session={} the playback report was not taken: {}", sessionId, Failure.words(e));
    }
  }

  /** Fades out, for good. */
  void fadeOut(double seconds) {
    over = true;
    if (mixer != null) {
      mixer.fadeOut(seconds);
    }
  }

  /** Whether nothing of it is heard any more. */
  boolean isQuiet() {
    return mixer == null || mixer.isQuiet();
  }

  /** Nobody listens any more: says where it was left, unless somebody else plays by now, and lets go of everything. */
  void close() {
    if (!over) {
      over = true;
      report(Snapshot.State.idle);
    }
    heard = heard();
    if (mixer != null) {
      mixer.close();
      mixer = null;
    }
  }
}
