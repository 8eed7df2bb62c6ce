package worksound.stream;

import worksound.stream.mix.Frames;

/**
 * How much is to be mixed by when: as much as time has passed and, once there is music, {@link #LEAD} more, which fills the players' buffers
 * at once. Silence before the first sound comes {@link #PATIENCE_SECONDS} late, for what a player has got of it stands in its buffer ahead
 * of the music. Pure.
 */
final class Pacer {

  /** What is mixed ahead of time, and what a new listener gets at once. */
  static final long LEAD = Frames.of(3);
  /** Players that get nothing for so long wait for it. */
  static final double PATIENCE_SECONDS = 4;
  /** What this is behind by is not made up for: the machine was asleep, and the players have been silent as long. */
  private static final long MOST_BEHIND = Frames.of(5);

  private double since;
  private long mixed;
  private boolean ahead;

  /** @param now seconds */
  Pacer(double now) {
    since = now + PATIENCE_SECONDS;
  }

  /** There is music from here on. */
  void musicBegins(double now) {
    since = Math.min(since, now);
    ahead = true;
  }

  /** Frames that are to be mixed now, and count as mixed from here on. */
  long due(double now) {
    long target = Frames.of(now - since) + (ahead ? LEAD : 0);
    if (target - mixed > LEAD + MOST_BEHIND) {
      since = now;
      mixed = ahead ? LEAD : 0;
      return 0;
    }
    return Math.max(0, target - mixed);
  }

  void mixed(long frames) {
    mixed += frames;
  }
}
