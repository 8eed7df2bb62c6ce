package worksound.inference.pacing;

import worksound.time.Scheduler;

/**
 * Whether a segment that waits for the page may be made again because the prompt has changed: only when the new one will surely
 * be there before the page fetches it.
 */
public final class ReplacementPolicy {

  /** What a generation may take, as a multiple of what it is expected to. */
  private static final double MARGIN = 1.5;
  /** For the download from ACE-Step and the examination, in seconds. */
  private static final double HANDLING = 3;

  private final PlaybackSchedule schedule;

  public ReplacementPolicy(PlaybackSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Decides.
   *
   * @param waiting  index of the newest segment, which the page has not fetched
   * @param position null when no page plays
   * @param expected seconds a generation takes, null when not known
   * @param now      in seconds of {@link Scheduler}
   */
  public boolean isSafe(int waiting, PlaybackSchedule.Position position, Double expected, double now) {
    return position != null && expected != null && schedule.untilFetched(waiting, position, now) > MARGIN * expected + HANDLING;
  }
}
