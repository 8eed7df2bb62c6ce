package worksound.inference.loop;

import worksound.inference.pacing.PlaybackSchedule;
import worksound.messages.Segment;
import worksound.messages.Segment.Takes;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.time.Scheduler;

/** The session that the loop works for: what it has reached and what comes next. */
final class Session {

  String id;
  String prompt;
  int newestAccepted = -1;
  int newestDelivered = -1;
  /** The newest accepted segment, null before the first and while the one before a lost one is the newest. */
  Segment lastAccepted;
  /** How often the newest accepted segment was made, null when its boundary cannot be measured. */
  Takes newestTakes;
  /** Takes of it that were begun, the first included. */
  int takesBegun;
  /** The prompt with which it was last tried to make a waiting segment again. */
  String lastReplacementPrompt;
  /** Where the page was last heard to be, null before it plays. */
  PlaybackSchedule.Position position;
  /** What the page's last download took, null before the first. */
  Double downloadSeconds;
  /** When there was last a sign of a player, in seconds of {@link Scheduler}. */
  double lastListenerSignal;
  /** Whether the next segment is to begin a new piece. */
  boolean pieceWanted;
  /** The segment whose end the next one goes back to because the music has decayed, null when it has not. */
  Integer anchorIndex;
  /** The newest accepted segment that begins a new piece, −1 for none. */
  int newestPiece = -1;
  /** The newest accepted segment that is faded to as soon as it is there, −1 for none. */
  private int newestCrossfade = -1;
  boolean failed;
  /** Whether nothing is made because nobody listens. */
  boolean paused;
  /** Whether its start was published; nothing else of it is published before. */
  boolean announced;

  Session(String id, String prompt) {
    this.id = id;
    this.prompt = prompt;
  }

  /** Goes on where an earlier process ended; its newest segment may be playing somewhere, so that it stays as it is. */
  void resume(ResumableSession kept) {
    id = kept.sessionId();
    prompt = kept.prompt();
    newestAccepted = kept.segment().index();
    newestDelivered = newestAccepted;
    lastAccepted = kept.segment();
  }

  /** Whether segments are made for it, unless nobody listens. */
  boolean isRunning() {
    return announced && !failed;
  }

  /** A segment is about to be made. */
  void begun(PlannedSegment planned) {
    if (planned.isTake()) {
      takesBegun++;
    } else {
      promptFor(planned);
    }
  }

  /** The prompt for a segment; one that is there already is not made with it another time. */
  String promptFor(PlannedSegment planned) {
    if (planned.isThere()) {
      lastReplacementPrompt = prompt;
    }
    return prompt;
  }

  /** A segment is accepted: another one, or another take of the newest. */
  void accepted(Segment segment, PlannedSegment planned) {
    boolean isSamePrompt = isNewestMadeWith(segment.prompt());
    boolean isOtherMusic = segment.join() == Segment.Join.crossfade || planned.isThere() && lastAccepted != null && !isSamePrompt;
    takesBegun = segment.index() == newestAccepted && isSamePrompt ? takesBegun : 1;
    newestAccepted = segment.index();
    if (planned.isPiece()) {
      pieceWanted = false;
      newestPiece = newestAccepted;
    }
    lastAccepted = segment;
    newestTakes = segment.takes();
    if (segment.join() == Segment.Join.crossfade) {
      newestCrossfade = segment.index();
    }
    if (isOtherMusic) {
      anchorIndex = null;
    }
  }

  /** Segments from this one on are gone; those that no page has are made again, and a new piece among them as a new piece. */
  void lost(int index) {
    int stays = Math.max(index - 1, newestDelivered);
    endTakes();
    if (stays >= newestAccepted) {
      return;
    }
    newestAccepted = stays;
    lastAccepted = null;
    if (newestPiece > stays) {
      // The session's very first segment is new music anyway.
      pieceWanted |= stays >= 0;
      newestPiece = -1;
    }
    if (newestCrossfade > stays) {
      newestCrossfade = -1;
    }
  }

  /** No more takes of the newest segment are made. */
  void endTakes() {
    newestTakes = null;
  }

  /** The music has decayed and there is nothing to go back to: a new piece is made. */
  void beginAnew() {
    anchorIndex = null;
    pieceWanted = true;
  }

  int nextIndex() {
    return newestAccepted + 1;
  }

  /** The segment that the music goes on with. */
  PlannedSegment next() {
    if (anchorIndex != null) {
      return new PlannedSegment(PlannedSegment.Kind.ANCHORED, nextIndex(), anchorIndex);
    }
    return new PlannedSegment(PlannedSegment.Kind.NEXT, nextIndex(), hasMusic() ? Integer.valueOf(newestAccepted) : null);
  }

  /** The newest segment once more, from what it was made from. @param kind why */
  PlannedSegment newestAgain(PlannedSegment.Kind kind) {
    return new PlannedSegment(kind, newestAccepted, newestAccepted - 1);
  }

  /** Whether a new piece is on its way: asked for, or there and not yet with a page. */
  boolean hasPieceComing() {
    return pieceWanted || newestPiece > newestDelivered;
  }

  /** Whether the newest segment waits for the page and was made with a prompt that is no longer wanted. */
  boolean isOutdated() {
    return newestAccepted > 0 && newestAccepted > newestDelivered && newestAccepted != newestPiece && lastAccepted != null
      && !isNewestMadeWith(prompt) && !prompt.equals(lastReplacementPrompt);
  }

  /** Whether the newest segment was made with a prompt; false also where nothing is known of that segment. */
  boolean isNewestMadeWith(String wanted) {
    return lastAccepted != null && wanted.equals(lastAccepted.prompt());
  }

  /**
   * Whether the newest segment waits for the page and is what is wanted, so that time to spare may go into another take of it. What is
   * faded to is fetched at once, and until the page plays it, where the page is does not say when it fetches what follows. Once the music
   * has decayed, the segment that shows it stays, too: the next one goes back because of it.
   */
  boolean awaitsFetch() {
    return newestAccepted > 0 && newestAccepted > newestDelivered && isNewestMadeWith(prompt) && anchorIndex == null
      && (position == null || position.segmentIndex() >= newestCrossfade);
  }

  boolean hasMusic() {
    return newestAccepted >= 0;
  }
}
