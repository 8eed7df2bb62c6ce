package worksound.audio.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import worksound.bus.Failure;
import worksound.messages.Segment;

/** Which segments of the session there are, which there were, and which are no longer needed. */
public final class SegmentRegistry {

  private final TreeMap<Integer, Segment> segments = new TreeMap<>();
  private String sessionId;
  private int newest = -1;
  private int newestPinned = -1;

  public void add(String ofSession, Segment segment) {
    if (!ofSession.equals(sessionId)) {
      clear();
      sessionId = ofSession;
    }
    segments.put(segment.index(), segment);
    newest = segment.index();
  }

  public void clear() {
    segments.clear();
    sessionId = null;
    newest = -1;
    newestPinned = -1;
  }

  /** Goes on with a session whose newest segment may have reached a page already. */
  public void resume(String ofSession, Segment segment) {
    add(ofSession, segment);
    pin(segment.index());
  }

  /** The session whose segments these are, null before the first. */
  public String sessionId() {
    return sessionId;
  }

  public boolean isOf(String otherSession) {
    return otherSession.equals(sessionId);
  }

  /**
   * A segment that is playable now.
   *
   * @param ofSession null for the one that there is
   * @param index     null for the newest
   * @throws Failure.RefusedException NOT_FOUND when it never existed, SEGMENT_GONE when it was deleted
   */
  public Segment find(String ofSession, Integer index) {
    if (ofSession != null && !isOf(ofSession)) {
      throw Failure.NOT_FOUND.because("There is no segment of session " + ofSession + ".");
    }
    int wanted = index == null ? newest : index;
    return Optional.ofNullable(segments.get(wanted)).orElseThrow(() -> wanted < 0 || wanted > newest
      ? Failure.NOT_FOUND.because(index == null ? "There is no segment yet." : "There is no segment " + index + ".")
      : Failure.SEGMENT_GONE.because("Segment " + wanted + " is there no more: a newer one was delivered, or its file was removed."));
  }

  /** A page is being sent this segment: what follows has to follow from it. */
  public void pin(int index) {
    newestPinned = Math.max(newestPinned, index);
  }

  /** Whether a segment may not be replaced by another one any more. */
  public boolean isPinned(String ofSession, int index) {
    return isOf(ofSession) && index <= newestPinned;
  }

  /** A segment of that session that is playable now, null when there is none. */
  public Segment known(String ofSession, int index) {
    return isOf(ofSession) ? segments.get(index) : null;
  }

  /** Takes out a segment that is lost and every one that continues it, and tells which; none of them counts as sent any more. */
  public List<Integer> forgetFrom(int lost) {
    List<Integer> later = new ArrayList<>(segments.tailMap(lost).keySet());
    later.forEach(segments::remove);
    newest = lost - 1;
    newestPinned = Math.min(newestPinned, lost - 1);
    return later;
  }

  /** Takes out every segment older than one that was delivered, and tells which. */
  public List<Integer> forgetBefore(int delivered) {
    List<Integer> older = new ArrayList<>(segments.headMap(delivered).keySet());
    older.forEach(segments::remove);
    return older;
  }
}
