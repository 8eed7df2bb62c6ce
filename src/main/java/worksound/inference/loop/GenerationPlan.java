package worksound.inference.loop;

import java.util.Optional;
import worksound.config.Config;
import worksound.inference.loop.PlannedSegment.Kind;
import worksound.inference.pacing.Pace;
import worksound.inference.pacing.Pacing;
import worksound.inference.pacing.PlaybackSchedule;
import worksound.inference.pacing.ReplacementPolicy;
import worksound.inference.pacing.TakePolicy;
import worksound.time.Scheduler;

/**
 * What is to be made now, from what the session has reached, where the page is and how long segments have taken so far. Times are in
 * seconds of {@link Scheduler} and are passed in.
 */
final class GenerationPlan {

  private final Pacing pacing;
  private final PlaybackSchedule schedule;
  private final ReplacementPolicy replacementPolicy;
  private final TakePolicy takePolicy;
  private final Pace pace = new Pace();

  GenerationPlan(Config config) {
    double strideSeconds = config.segment().strideSeconds();
    this.pacing = new Pacing(config.session().lookAhead(), strideSeconds);
    this.schedule = new PlaybackSchedule(config.segment(), config.player());
    this.replacementPolicy = new ReplacementPolicy(schedule);
    this.takePolicy = new TakePolicy(config.audio().takes(), schedule, strideSeconds);
  }

  /**
   * What is to be made now; empty when nothing is.
   *
   * @param expected seconds that a generation takes, null when not known
   * @param builtin  whether the built-in engine would make it
   */
  Optional<PlannedSegment> due(Session session, Double expected, boolean builtin, double now) {
    if (session.pieceWanted) {
      return Optional.of(new PlannedSegment(Kind.PIECE, session.nextIndex(), null));
    }
    if (pacing.allows(session.newestAccepted, session.newestDelivered)) {
      return Optional.of(session.next());
    }
    return replacement(session, expected, now).or(() -> take(session, builtin, now));
  }

  /** The segment that waits, when it is to be made again with the prompt in force. @param expected as above */
  Optional<PlannedSegment> replacement(Session session, Double expected, double now) {
    boolean safe = session.isOutdated() && replacementPolicy.isSafe(session.newestAccepted, session.position, expected, now);
    return safe ? Optional.of(session.newestAgain(Kind.REPLACEMENT)) : Optional.empty();
  }

  private Optional<PlannedSegment> take(Session session, boolean builtin, double now) {
    boolean due = session.awaitsFetch() && takePolicy.isWorthwhile(session.newestTakes, session.takesBegun, builtin)
      && takePolicy.fits(session.newestAccepted, session.position, pace, pacing.lookAhead(), now);
    return due ? Optional.of(session.newestAgain(Kind.TAKE)) : Optional.empty();
  }

  /** Whether another attempt at a segment can be there before the page needs it; assumed when nothing is known of page or pace. */
  boolean leavesTime(int index, Session session, double now) {
    return schedule.leavesTime(index, session.position, session.downloadSeconds, pace, now);
  }

  /** Whether the page needs a segment before it will report again. */
  boolean isPressing(int index, Session session, double now) {
    return schedule.isPressing(index, session.position, session.downloadSeconds, now);
  }

  /** ACE-Step took so long for a segment. */
  void generationTook(double seconds) {
    pacing.generationTook(seconds);
  }

  /** The page took so long to download a segment. */
  void downloadTook(double seconds) {
    pacing.downloadTook(seconds);
  }

  /** An attempt took so long in all. @param with the parameters that it was made with */
  void attemptTook(double seconds, Object with) {
    pace.took(seconds, with);
  }
}
