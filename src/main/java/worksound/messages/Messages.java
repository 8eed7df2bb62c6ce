package worksound.messages;

import io.vertx.core.eventbus.EventBus;
import java.util.List;

/** The list of records that may travel on the event bus. */
public final class Messages {

  static final List<Class<? extends Record>> TYPES = List.of(
    StartSession.class, StopSession.class, ChangePrompt.class, SessionReply.class,
    AcceptSegment.class, Segment.class, BuildSeed.class, Seed.class, FindSegment.class, FoundSegment.class,
    ClearSession.class, Cleared.class, TakeUpSession.class, TakenUp.class, GetStatus.class, Snapshot.class, ReportPlayback.class, PlaybackTaken.class,
    Ping.class, Pong.class,
    EngineChecked.class, SessionStarted.class, SessionStopped.class, SessionFailed.class, SessionKept.class, PromptChanged.class,
    GenerationSubmitted.class, GenerationProgressed.class, GenerationFinished.class, GenerationFailed.class,
    GenerationFellBack.class, GenerationMoved.class, GenerationPaused.class, GenerationResumed.class, SegmentAccepted.class, SegmentRejected.class, SegmentDelivered.class, SegmentDeleted.class,
    SegmentLost.class,
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
