package worksound.stream;

import java.time.Duration;
import java.util.List;
import worksound.messages.Segment;
import worksound.messages.Snapshot;

/**
 * A second of a segment that was heard.
 *
 * @param index    segment
 * @param position seconds into it
 */
record Heard(int index, double position) {

  /** Music is entered at least this long before its end, so that it can fade in and be joined. */
  private static final double LAST_ENTRY_SECONDS = 1;
  /** Whoever plays reports every 2 s; where a report is late by half of that, nobody has heard what would have followed. */
  private static final double FRESH_SECONDS = 3;

  /** A place to begin at, seconds into a segment. */
  record EntryPoint(Segment segment, double offset) {
  }

  /**
   * The second of a session that is heard now, or was heard last, whoever heard it; null when nobody has. To be asked before playback is
   * claimed. The snapshot may still show the session as one that is kept.
   */
  static Heard in(Snapshot snapshot, String sessionId) {
    if (!sessionId.equals(snapshot.sessionId())) {
      Snapshot.Resumable kept = snapshot.resumable();
      return kept != null && sessionId.equals(kept.sessionId()) ? of(kept.heard()) : null;
    }
    Snapshot.Playback playback = snapshot.playback();
    if (playback == null || playback.segmentIndex() == null) {
      return of(snapshot.heard());
    }
    double age = Duration.between(playback.reportedAt(), snapshot.serverTime()).toMillis() / 1000.0;
    double since = playback.state() == Snapshot.State.playing && age > 0 && age < FRESH_SECONDS ? age : 0;
    return new Heard(playback.segmentIndex(), playback.positionSeconds() + since);
  }

  private static Heard of(Snapshot.Heard last) {
    return last == null ? null : new Heard(last.segmentIndex(), last.positionSeconds());
  }

  /**
   * Where the music goes on: segment N's last seconds are the first seconds of N+1, so position p in N is position p − stride in N+1, and the
   * newest segment that holds the second heard last is entered, even when the one it was heard in is deleted by now. A segment that shares
   * nothing with the one before it holds none of those seconds.
   *
   * @param heard null when the session has not been heard yet
   * @return null while nothing is playable
   */
  static EntryPoint entry(Snapshot snapshot, Heard heard) {
    if (snapshot.segments().isEmpty()) {
      return null;
    }
    EntryPoint oldest = new EntryPoint(snapshot.segments().get(0), 0);
    if (heard == null) {
      return oldest;
    }
    double stride = snapshot.timing().segmentSeconds() - snapshot.timing().overlapSeconds();
    List<Segment> later = snapshot.segments().stream().filter(segment -> segment.index() >= heard.index).toList();
    if (!later.isEmpty() && isApart(later.get(0), heard)) {
      return new EntryPoint(later.get(0), 0);
    }
    List<EntryPoint> places = later.stream().takeWhile(segment -> !isApart(segment, heard))
      .map(segment -> new EntryPoint(segment, heard.position - (segment.index() - heard.index) * stride)).toList();
    EntryPoint place = places.stream().filter(each -> each.offset >= 0).reduce((older, newer) -> newer)
      .orElse(places.isEmpty() ? oldest : new EntryPoint(places.get(0).segment, 0));
    return new EntryPoint(place.segment, Math.min(place.offset, place.segment.seconds() - LAST_ENTRY_SECONDS));
  }

  private static boolean isApart(Segment segment, Heard heard) {
    return segment.index() > heard.index && segment.join() == Segment.Join.crossfade;
  }
}
