package worksound.status;

import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SessionEvents.PieceFailed;
import worksound.messages.SessionEvents.PieceRequested;
import worksound.messages.Snapshot.NewPiece;
import worksound.messages.Snapshot.NewPiece.State;

/** The new piece that was asked for, after an event. */
final class NewPieceFold {

  private NewPieceFold() {
  }

  static NewPiece after(PieceRequested event) {
    return new NewPiece(State.waiting, event.segmentIndex(), event.expectedSeconds(), null);
  }

  static NewPiece after(PieceFailed event) {
    return new NewPiece(State.failed, event.segmentIndex(), null, event.explanation());
  }

  static NewPiece after(NewPiece before, GenerationSubmitted event) {
    return before == null || before.state() == State.failed || event.sourceIndex() != null ? before
      : new NewPiece(State.generating, event.segmentIndex(), before.expectedSeconds(), null);
  }

  /** That one could not be made is shown until the segment after the one that goes on in its place. */
  static NewPiece after(NewPiece before, SegmentAccepted event) {
    if (before == null) {
      return null;
    }
    boolean over = before.state() == State.failed ? event.segment().index() > before.segmentIndex() : event.segment().join() == Segment.Join.crossfade;
    return over ? null : before;
  }
}
