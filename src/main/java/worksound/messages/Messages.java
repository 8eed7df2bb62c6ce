package worksound.messages;

import io.vertx.core.eventbus.EventBus;
import java.util.List;
import worksound.bus.RecordCodec;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationMoved;
import worksound.messages.GenerationEvents.GenerationPaused;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationResumed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Liveness.Ping;
import worksound.messages.Liveness.Pong;
import worksound.messages.Playback.PlaybackAccepted;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.SegmentEvents.MusicDecayed;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentEvents.SegmentLost;
import worksound.messages.SegmentEvents.SegmentRejected;
import worksound.messages.SegmentEvents.TakeDiscarded;
import worksound.messages.SegmentRequests.AcceptSegment;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SegmentRequests.FoundSegment;
import worksound.messages.SegmentRequests.PrepareSegment;
import worksound.messages.SegmentRequests.PreparedSegment;
import worksound.messages.SessionEvents.PieceFailed;
import worksound.messages.SessionEvents.PieceRequested;
import worksound.messages.SessionEvents.PieceWithdrawn;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.SessionFiles.ClearSession;
import worksound.messages.SessionFiles.Cleared;
import worksound.messages.SessionFiles.ResumeSession;
import worksound.messages.SessionFiles.ResumedSession;
import worksound.messages.SessionRequests.ChangePrompt;
import worksound.messages.SessionRequests.PieceWithdrawal;
import worksound.messages.SessionRequests.RequestPiece;
import worksound.messages.SessionRequests.SessionReply;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.SessionRequests.StopSession;
import worksound.messages.SessionRequests.WithdrawPiece;
import worksound.messages.Status.GetStatus;
import worksound.messages.Status.StatusChanged;

/** The list of records that may travel on the event bus. */
public final class Messages {

  static final List<Class<? extends Record>> TYPES = List.of(
    StartSession.class, StopSession.class, ChangePrompt.class, RequestPiece.class, WithdrawPiece.class, PieceWithdrawal.class,
    SessionReply.class,
    AcceptSegment.class, Segment.class, PrepareSegment.class, PreparedSegment.class, FindSegment.class, FoundSegment.class,
    ClearSession.class, Cleared.class, ResumeSession.class, ResumedSession.class, GetStatus.class, Snapshot.class, ReportPlayback.class,
    PlaybackAccepted.class,
    Ping.class, Pong.class,
    EngineChecked.class, SessionStarted.class, SessionStopped.class, SessionFailed.class, SessionKept.class, PromptChanged.class,
    PieceRequested.class, PieceWithdrawn.class, PieceFailed.class,
    GenerationSubmitted.class, GenerationProgressed.class, GenerationFinished.class, GenerationFailed.class,
    GenerationFellBack.class, GenerationMoved.class, GenerationPaused.class, GenerationResumed.class, SegmentAccepted.class, SegmentRejected.class,
    SegmentDelivered.class, SegmentDeleted.class,
    SegmentLost.class, TakeDiscarded.class, MusicDecayed.class,
    PlaybackReported.class, StatusChanged.class);

  private Messages() {
  }

  /** Makes every message known to the bus; once per Vert.x instance, before the first verticle. */
  public static void register(EventBus bus) {
    TYPES.forEach(type -> register(bus, type));
  }

  private static <T extends Record> void register(EventBus bus, Class<T> type) {
    bus.registerDefaultCodec(type, new RecordCodec<>(type));
  }
}
