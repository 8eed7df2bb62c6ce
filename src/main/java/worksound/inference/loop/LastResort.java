package worksound.inference.loop;

import static worksound.messages.Addresses.AUDIO_ACCEPT;

import io.vertx.core.Future;
import worksound.inference.attempt.GeneratedSegment;
import worksound.inference.attempt.GenerationAttempt;
import worksound.inference.attempt.GenerationContext;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.pacing.Pace;
import worksound.inference.pacing.PlaybackSchedule;
import worksound.messages.SegmentRequests.AcceptSegment;

/** The best of the rejected attempts at one segment, which is used when the page cannot wait for another one. */
final class LastResort {

  private final GenerationContext context;
  private final PlaybackSchedule schedule;
  private final Pace pace;
  private final Session session;
  private final int index;
  private boolean rejected;
  private boolean asked;
  private boolean accepting;

  /** @param pace how long attempts take, of this segment and of those before it */
  LastResort(GenerationContext context, PlaybackSchedule schedule, Pace pace, Session session, int index) {
    this.context = context;
    this.schedule = schedule;
    this.pace = pace;
    this.session = session;
    this.index = index;
  }

  /** An attempt was accepted. */
  void made(GenerationAttempt attempt) {
    pace.took(attempt.seconds(), attempt.madeWith());
  }

  /** An attempt was rejected, and may still be better than nothing. */
  void rejected(GenerationAttempt attempt) {
    made(attempt);
    rejected = true;
    asked = false;
  }

  /** Whether any attempt was rejected. */
  boolean isThere() {
    return rejected;
  }

  /** Whether the best attempt is being made playable, or was. */
  boolean isAccepting() {
    return accepting;
  }

  /** Whether another attempt can be there before the page needs it; so too where there is nothing else. */
  boolean leavesTime() {
    return !isUsable() || schedule.leavesTime(index, session.position, session.downloadSeconds, pace, now());
  }

  /** Whether the page needs the segment before it will report again, and there is something that was not tried. */
  boolean isPressing() {
    return isUsable() && schedule.isPressing(index, session.position, session.downloadSeconds, now());
  }

  private boolean isUsable() {
    return rejected && !asked;
  }

  private double now() {
    return context.scheduler().seconds();
  }

  /** Has the best attempt accepted; fails when none of them can be heard at all. */
  Future<GeneratedSegment> use(GenerationRequest request) {
    asked = true;
    accepting = true;
    return AUDIO_ACCEPT.ask(context.vertx(),
      new AcceptSegment(request.sessionId(), request.index(), request.sourceIndex(), request.prompt(), true))
      .map(segment -> new GeneratedSegment(segment, null))
      .onFailure(none -> accepting = false);
  }
}
