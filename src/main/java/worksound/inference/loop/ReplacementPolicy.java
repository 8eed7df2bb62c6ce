package worksound.inference.loop;

import worksound.config.PlayerConfig;
import worksound.config.SegmentConfig;
import worksound.time.Scheduler;

/**
 * Whether a segment that waits for the page may be made again because the prompt has changed: only when the new one will surely
 * be there before the page fetches it.
 */
final class ReplacementPolicy {

  /** What a generation may take, as a multiple of what it is expected to. */
  private static final double MARGIN = 1.5;
  /** For the download from ACE-Step and the examination, in seconds. */
  private static final double HANDLING = 3;

  private final SegmentConfig shape;
  private final PlayerConfig player;

  ReplacementPolicy(SegmentConfig shape, PlayerConfig player) {
    this.shape = shape;
    this.player = player;
  }

  /**
   * Where the page is.
   *
   * @param segmentIndex    the segment that sounds
   * @param positionSeconds where in it
   * @param at              when it was there, in seconds of {@link Scheduler}
   */
  record Position(int segmentIndex, double positionSeconds, double at) {
  }

  /**
   * Decides.
   *
   * @param waiting  index of the newest segment, which the page has not fetched
   * @param position null when no page plays
   * @param expected seconds a generation takes, null when not known
   * @param now      in seconds of {@link Scheduler}
   */
  boolean isSafe(int waiting, Position position, Double expected, double now) {
    return position != null && expected != null && untilFetched(waiting, position, now) > MARGIN * expected + HANDLING;
  }

  /** The page fetches a segment when little is left of the one before it. */
  private double untilFetched(int waiting, Position position, double now) {
    double untilEndBefore = (waiting - 1 - position.segmentIndex()) * shape.strideSeconds() + shape.seconds()
      - position.positionSeconds() - (now - position.at());
    return untilEndBefore - player.prefetchMaxSeconds();
  }
}
