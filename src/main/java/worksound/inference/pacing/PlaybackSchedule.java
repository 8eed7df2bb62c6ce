package worksound.inference.pacing;

import worksound.config.PlayerConfig;
import worksound.config.SegmentConfig;

/** When the page will fetch a segment and when it must have it, from where it was last heard to be. Times are in seconds. */
public final class PlaybackSchedule {

  /** Assumed of a download that was never measured. */
  private static final double DOWNLOAD_SECONDS = 3;
  /** A page reports every 2 s where it is, and one report may be late. */
  private static final double REPORT_SECONDS = 4;

  private final SegmentConfig shape;
  private final PlayerConfig player;

  public PlaybackSchedule(SegmentConfig shape, PlayerConfig player) {
    this.shape = shape;
    this.player = player;
  }

  /**
   * Where the page is.
   *
   * @param segmentIndex    the segment that sounds
   * @param positionSeconds where in it
   * @param at              when it was there, in seconds of {@link worksound.time.Scheduler}
   */
  public record Position(int segmentIndex, double positionSeconds, double at) {
  }

  /** Seconds until the page fetches a segment, which it does when little is left of the one before it. */
  public double untilFetched(int index, Position position, double now) {
    return untilEndBefore(index, position, now) - player.prefetchMaxSeconds();
  }

  /**
   * Whether another attempt at a segment can be there before the page needs it; assumed when nothing is known of page or pace.
   *
   * @param downloadSeconds what the page's last download took, null before the first
   */
  public boolean leavesTime(int index, Position position, Double downloadSeconds, Pace pace, double now) {
    return position == null || pace.known() == 0 || untilNeeded(index, position, downloadSeconds, now) > pace.usual() + pace.spread();
  }

  /** Whether the page needs a segment before it will report again. */
  public boolean isPressing(int index, Position position, Double downloadSeconds, double now) {
    return position != null && untilNeeded(index, position, downloadSeconds, now) < REPORT_SECONDS;
  }

  /**
   * Seconds until the page needs a segment that is ready here, so that the one before it need not be bridged.
   *
   * @param downloadSeconds what its last download took, null before the first
   */
  private double untilNeeded(int index, Position position, Double downloadSeconds, double now) {
    double download = downloadSeconds == null ? DOWNLOAD_SECONDS : downloadSeconds;
    return untilEndBefore(index, position, now) - player.crossfadeSeconds() - 2 * download;
  }

  private double untilEndBefore(int index, Position position, double now) {
    double heard = position.positionSeconds() + now - position.at();
    return (index - 1 - position.segmentIndex()) * shape.strideSeconds() + shape.seconds() - heard;
  }
}
