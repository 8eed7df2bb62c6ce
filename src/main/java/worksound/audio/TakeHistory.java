package worksound.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import worksound.messages.Measurements.Boundary;
import worksound.messages.Segment.Takes;
import worksound.messages.SegmentRequests.AcceptSegment;
import worksound.messages.Snapshot.Explanation;

/** The takes of the segment that is in the making or waits for a page, and which of them is used. A take without a boundary is none. */
final class TakeHistory {

  private static final Explanation FIRST = Explanation.of("first-take");
  private static final Explanation BEST_REFUSED = Explanation.of("best-refused-take");

  private final List<Double> scores = new ArrayList<>();
  private AcceptSegment of;
  private int chosen;
  /** Whether the newest has a score, which is then the last one. */
  private boolean measured;
  private boolean choiceWasRefused;

  /**
   * Notes another take.
   *
   * @param isWaiting whether the segment is there already, made with the same prompt
   * @param boundary  what was measured of it, null when that was not possible
   */
  void add(AcceptSegment request, boolean isWaiting, Boundary boundary) {
    if (!isOf(request) || !isWaiting && chosen > 0) {
      forget();
      of = request;
    }
    measured = boundary != null;
    if (measured) {
      scores.add(boundary.score());
    }
  }

  private boolean isOf(AcceptSegment request) {
    return of != null && of.sessionId().equals(request.sessionId()) && of.index() == request.index()
      && of.prompt().equals(request.prompt()) && Objects.equals(of.sourceIndex(), request.sourceIndex());
  }

  /** Whether the newest take, which was not refused, is to be used in place of the one that is. */
  boolean isNewestBest() {
    return chosen == 0 || choiceWasRefused || measured && newestScore() < scores.get(chosen - 1);
  }

  /** The newest take is used; when nothing was measured of it, there is nothing to say of the choice. */
  void chooseNewest() {
    chosen = newest();
    choiceWasRefused = false;
  }

  /**
   * Of those that were refused the best is used.
   *
   * @param request what it was made for; of other music than the newest take, nothing is said
   * @param take    which one it is, 1 is the first; 0 when nothing was measured of it
   */
  void chooseRefused(AcceptSegment request, int take) {
    if (!isOf(request)) {
      forget();
      return;
    }
    chosen = take;
    choiceWasRefused = true;
  }

  /** Which of the takes the newest is, 1 is the first; 0 when nothing was measured of it. */
  int newest() {
    return measured ? scores.size() : 0;
  }

  /** What there is to say of them, null when nothing was measured or chosen. */
  Takes takes() {
    return chosen == 0 ? null : new Takes(scores, chosen, why());
  }

  private Explanation why() {
    if (choiceWasRefused) {
      return BEST_REFUSED;
    }
    return scores.size() == 1 ? FIRST : new Explanation("smoothest-take", Map.of("takes", scores.size()), null);
  }

  private double newestScore() {
    return scores.get(scores.size() - 1);
  }

  void forget() {
    of = null;
    scores.clear();
    measured = false;
    chosen = 0;
    choiceWasRefused = false;
  }
}
