package worksound.inference.loop;

import worksound.inference.pacing.PlaybackSchedule;
import worksound.messages.Playback.ReportPlayback;
import worksound.time.Scheduler;

/** What is heard of segments once they are made: where the page is, what it has, and what has become of the files and of the music. */
public final class PlaybackFeedback {

  private final GenerationLoop loop;
  private final GenerationPlan plan;
  private final Scheduler scheduler;

  PlaybackFeedback(GenerationLoop loop, GenerationPlan plan, Scheduler scheduler) {
    this.loop = loop;
    this.plan = plan;
    this.scheduler = scheduler;
  }

  /** A page has reported where it is and, once it knows, how long its last download took. */
  public void reported(ReportPlayback report) {
    Session session = loop.session();
    if (!isOf(session, report.sessionId())) {
      return;
    }
    session.position = report.segmentIndex() == null ? null
      : new PlaybackSchedule.Position(report.segmentIndex(), report.positionSeconds(), scheduler.seconds());
    if (report.downloadSeconds() != null) {
      plan.downloadTook(report.downloadSeconds());
      session.downloadSeconds = report.downloadSeconds();
    }
    loop.listenerActive();
    if (loop.generation() != null) {
      loop.generation().useBestIfPressing();
    }
    loop.generateIfDue();
  }

  /** A page has a segment whole, so that what would take its place comes too late. */
  public void delivered(String sessionId, int index) {
    Session session = loop.session();
    if (!isOf(session, sessionId)) {
      return;
    }
    session.newestDelivered = Math.max(session.newestDelivered, index);
    loop.listenerActive();
    SegmentGeneration running = loop.generation();
    if (running != null && running.planned().isThere() && running.planned().index() <= session.newestDelivered) {
      running.cancel();
    }
    loop.generateIfDue();
  }

  /** The file of a segment is gone, and with it what continued it: all of it that no page has yet is made again. */
  public void lost(String sessionId, int index) {
    Session session = loop.session();
    if (!isOf(session, sessionId)) {
      return;
    }
    SegmentGeneration running = loop.generation();
    if (index > session.newestAccepted) {
      if (running != null && running.planned().index() == index && running.isAccepting()) {
        // It is accepted already, but for the answer that says so.
        running.whenDone(() -> lost(sessionId, index));
      }
      return;
    }
    boolean wantedBefore = session.pieceWanted;
    session.lost(index);
    if (running != null && running.planned().index() > index) {
      running.cancel();
    }
    if (session.pieceWanted && !wantedBefore) {
      loop.tellPieceWanted(session.nextIndex());
    }
    loop.generateIfDue();
  }

  /** The music has worn down: the next segment goes back to the end of an earlier one. */
  public void decayed(String sessionId, int anchorIndex) {
    Session session = loop.session();
    if (isOf(session, sessionId)) {
      session.anchorIndex = anchorIndex;
    }
  }

  private static boolean isOf(Session session, String sessionId) {
    return session != null && session.id.equals(sessionId);
  }
}
