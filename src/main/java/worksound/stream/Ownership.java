package worksound.stream;

import worksound.messages.Snapshot;

/**
 * Whether a session is still the stream's to play: who began last owns playback. Snapshots may lag behind what was just done, so nothing is
 * believed lost before it was seen held; the page decides the same way (js/session/ownership.js).
 */
final class Ownership {

  /** What a snapshot says of it. */
  enum State { OURS, TAKEN, STOPPED }

  private final String playerId;
  private final String sessionId;
  private boolean seen;
  private boolean owned;
  private boolean claim = true;

  Ownership(String playerId, String sessionId) {
    this.playerId = playerId;
    this.sessionId = sessionId;
  }

  /** Whether the next report is to take playback over: until one is accepted, and when the server has forgotten who plays. */
  boolean claims() {
    return claim;
  }

  /** A report was accepted. */
  void accepted() {
    claim = false;
  }

  /** A report was refused, for the session is not running. */
  void refused() {
    seen = true;
  }

  State evaluate(Snapshot snapshot) {
    if (!sessionId.equals(snapshot.sessionId())) {
      return !seen ? State.OURS : snapshot.sessionId() == null ? State.STOPPED : State.TAKEN;
    }
    seen = true;
    String player = snapshot.playback() == null ? null : snapshot.playback().playerId();
    if (owned && player != null && !player.equals(playerId)) {
      return State.TAKEN;
    }
    claim |= owned && player == null;
    owned |= playerId.equals(player);
    return State.OURS;
  }
}
