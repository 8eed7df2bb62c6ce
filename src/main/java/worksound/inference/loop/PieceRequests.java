package worksound.inference.loop;

/** New pieces, asked for and taken back. */
final class PieceRequests {

  private final GenerationLoop loop;
  private final GenerationPublisher events;

  PieceRequests(GenerationLoop loop, GenerationPublisher events) {
    this.loop = loop;
    this.events = events;
  }

  /**
   * Makes a new piece next. The task that runs is finished first: ACE-Step cannot cancel it, so that nothing would be heard sooner, and it
   * is what the old music goes on with should the new piece fail. What ACE-Step was not asked for yet is left. So is another take of what
   * is there already, unless it only has to be fetched: ACE-Step ends its task before the piece, but it is neither fetched nor examined.
   *
   * @return index of the first segment of it
   */
  int request(Session session) {
    loop.listenerActive();
    if (!session.hasPieceComing() && session.hasMusic()) {
      session.pieceWanted = true;
      loop.tellPieceWanted(firstIndex(session));
      SegmentGeneration running = loop.generation();
      if (running != null && !running.isWorthFinishing()) {
        running.cancel();
      }
      loop.generateIfDue();
    }
    return session.pieceWanted ? firstIndex(session) : Math.max(0, session.newestPiece);
  }

  private int firstIndex(Session session) {
    SegmentGeneration running = loop.generation();
    boolean waits = running != null && running.isUnderWay() && !running.planned().isPiece();
    return waits ? Math.max(session.nextIndex(), running.planned().index() + 1) : session.nextIndex();
  }

  /** Takes the new piece back. False when none is on its way, or it is there. */
  boolean withdraw(Session session) {
    SegmentGeneration running = loop.generation();
    boolean isMaking = running != null && running.planned().isPiece();
    if (!session.pieceWanted || isMaking && running.isAccepting()) {
      return false;
    }
    session.pieceWanted = false;
    events.pieceWithdrawn(session);
    if (isMaking) {
      running.cancel();
    }
    return true;
  }
}
