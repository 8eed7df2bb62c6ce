package worksound.messages;

import java.time.Duration;
import worksound.bus.Request;
import worksound.bus.Topic;
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
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.StreamFrames;
import worksound.messages.Playback.TuneIn;
import worksound.messages.Playback.TunedIn;
import worksound.messages.Playback.TunedOut;
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
import worksound.messages.SessionEvents.CurrentSession;
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
import worksound.messages.Status.StatusStarted;

/** Every address on the event bus, with what travels on it. */
public interface Addresses {

  // Asked of inference
  Request<StartSession, SessionReply> SESSION_START = new Request<>("session.start");
  Request<StopSession, SessionReply> SESSION_STOP = new Request<>("session.stop");
  Request<ChangePrompt, SessionReply> SESSION_PROMPT = new Request<>("session.prompt");
  Request<RequestPiece, SessionReply> SESSION_PIECE = new Request<>("session.piece");
  Request<WithdrawPiece, PieceWithdrawal> SESSION_PIECE_WITHDRAW = new Request<>("session.piece.withdraw");
  Request<Ping, Pong> INFERENCE_PING = new Request<>("inference.ping");

  /** Files are worked on one after another: a slow disk takes its time, and an answer that nobody waits for is a segment lost. */
  Duration DISK = Duration.ofMinutes(5);
  /** What a start and a stop of a session wait for, shorter than they are waited for themselves: a person hears of it soon. */
  Duration COMMAND = Duration.ofSeconds(20);
  /** A page asks again soon; one that nobody answers gives up only after 30 s. */
  Duration LOOKUP = Duration.ofSeconds(5);

  // Asked of audio
  Request<PrepareSegment, PreparedSegment> AUDIO_PREPARE = new Request<>("audio.prepare", DISK);
  Request<AcceptSegment, Segment> AUDIO_ACCEPT = new Request<>("audio.accept", DISK);
  Request<FindSegment, FoundSegment> AUDIO_FIND = new Request<>("audio.find", LOOKUP);
  Request<ClearSession, Cleared> AUDIO_CLEAR = new Request<>("audio.clear", COMMAND);
  Request<ResumeSession, ResumedSession> AUDIO_RESUME = new Request<>("audio.resume", COMMAND);
  Request<Ping, Pong> AUDIO_PING = new Request<>("audio.ping");

  // Asked of status
  Request<GetStatus, Snapshot> STATUS_GET = new Request<>("status.get");
  Request<ReportPlayback, PlaybackAccepted> PLAYBACK_REPORT = new Request<>("playback.report");

  // Asked of stream
  Request<TuneIn, TunedIn> STREAM_TUNE_IN = new Request<>("stream.tune-in");
  Request<Ping, Pong> STREAM_PING = new Request<>("stream.ping");

  // Published by inference
  Topic<EngineChecked> ENGINE_CHECKED = new Topic<>("engine.checked");
  Topic<CurrentSession> SESSION_CURRENT = new Topic<>("session.current");
  Topic<SessionStarted> SESSION_STARTED = new Topic<>("session.started");
  Topic<SessionStopped> SESSION_STOPPED = new Topic<>("session.stopped");
  Topic<SessionFailed> SESSION_FAILED = new Topic<>("session.failed");
  Topic<PromptChanged> PROMPT_CHANGED = new Topic<>("prompt.changed");
  Topic<PieceRequested> PIECE_REQUESTED = new Topic<>("piece.requested");
  Topic<PieceWithdrawn> PIECE_WITHDRAWN = new Topic<>("piece.withdrawn");
  Topic<PieceFailed> PIECE_FAILED = new Topic<>("piece.failed");
  Topic<GenerationSubmitted> GENERATION_SUBMITTED = new Topic<>("generation.submitted");
  Topic<GenerationProgressed> GENERATION_PROGRESSED = new Topic<>("generation.progressed");
  Topic<GenerationFinished> GENERATION_FINISHED = new Topic<>("generation.finished");
  Topic<GenerationFailed> GENERATION_FAILED = new Topic<>("generation.failed");
  Topic<GenerationFellBack> GENERATION_FELL_BACK = new Topic<>("generation.fell-back");
  Topic<GenerationMoved> GENERATION_MOVED = new Topic<>("generation.moved");
  Topic<GenerationPaused> GENERATION_PAUSED = new Topic<>("generation.paused");
  Topic<GenerationResumed> GENERATION_RESUMED = new Topic<>("generation.resumed");

  // Published by audio
  Topic<SessionKept> SESSION_KEPT = new Topic<>("session.kept");
  Topic<SegmentAccepted> SEGMENT_ACCEPTED = new Topic<>("segment.accepted");
  Topic<MusicDecayed> MUSIC_DECAYED = new Topic<>("music.decayed");
  Topic<SegmentRejected> SEGMENT_REJECTED = new Topic<>("segment.rejected");
  Topic<TakeDiscarded> TAKE_DISCARDED = new Topic<>("take.discarded");
  Topic<SegmentDeleted> SEGMENT_DELETED = new Topic<>("segment.deleted");
  Topic<SegmentLost> SEGMENT_LOST = new Topic<>("segment.lost");

  // Published by http, and of what it reads itself by stream
  Topic<SegmentDelivered> SEGMENT_DELIVERED = new Topic<>("segment.delivered");
  Topic<TunedOut> STREAM_TUNED_OUT = new Topic<>("stream.tuned-out");

  // Published by stream
  Topic<StreamFrames> STREAM_FRAMES = new Topic<>("stream.frames");
  Topic<StreamEnded> STREAM_ENDED = new Topic<>("stream.ended");

  // Published by status
  Topic<StatusStarted> STATUS_STARTED = new Topic<>("status.started");
  Topic<PlaybackReported> PLAYBACK_REPORTED = new Topic<>("playback.reported");
  Topic<StatusChanged> STATUS_CHANGED = new Topic<>("status.changed");
}
