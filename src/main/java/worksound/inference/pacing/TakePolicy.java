package worksound.inference.pacing;

import worksound.config.AudioConfig;
import worksound.config.CountOrAuto;
import worksound.messages.Segment.Takes;

/**
 * Whether a segment that waits for the page is made once more in the hope of a smoother boundary. A take cannot be cancelled at the
 * server, so it is begun only when it will be there before the page fetches the segment, and when even one that takes several times as
 * long as usual leaves enough time for the segment after it.
 */
public final class TakePolicy {

  /** A boundary of this score is as smooth as music that was never cut, in bits of surprise. */
  static final double SMOOTH_BITS = 0.5;
  /** A GPU that others use may become so many times slower from one moment to the next. */
  private static final double SLOWEST = 3;
  /** Attempts to be measured first. */
  private static final int KNOWN = 2;

  private final CountOrAuto configured;
  private final PlaybackSchedule schedule;
  private final double strideSeconds;

  /** @param configured takes of a segment, the first included */
  public TakePolicy(CountOrAuto configured, PlaybackSchedule schedule, double strideSeconds) {
    this.configured = configured;
    this.schedule = schedule;
    this.strideSeconds = strideSeconds;
  }

  /**
   * Whether another take may be better than those that there are.
   *
   * @param takes   null when the boundary cannot be measured
   * @param begun   takes of the segment that were begun, the first included
   * @param builtin whether the built-in engine would make it
   */
  public boolean isWorthwhile(Takes takes, int begun, boolean builtin) {
    return takes != null && Math.max(begun, takes.made()) < most(builtin) && !(configured.isAuto() && takes.score() <= SMOOTH_BITS);
  }

  /** The built-in engine works on the listener's own processor, and its boundaries pass. */
  private int most(boolean builtin) {
    if (!configured.isAuto()) {
      return configured.count();
    }
    return builtin ? 1 : AudioConfig.MOST_TAKES;
  }

  /**
   * Whether there is time for another take.
   *
   * @param waiting   the newest segment, which no page has fetched
   * @param position  where the page is, null when none plays
   * @param lookAhead segments that may wait for the page
   * @param now       in seconds of {@link worksound.time.Scheduler}
   */
  public boolean fits(int waiting, PlaybackSchedule.Position position, Pace pace, int lookAhead, double now) {
    if (position == null || pace.known() < KNOWN) {
      return false;
    }
    double likely = pace.usual() + pace.spread();
    double slowest = SLOWEST * pace.usual() + pace.spread();
    double untilFetched = schedule.untilFetched(waiting, position, now);
    // The next segment begins when the page has fetched one more of those that wait.
    double nextBegins = Math.max(slowest, schedule.untilFetched(waiting + 1 - lookAhead, position, now));
    return likely < untilFetched && nextBegins + slowest < untilFetched + strideSeconds;
  }
}
