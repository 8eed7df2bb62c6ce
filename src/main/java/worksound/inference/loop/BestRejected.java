package worksound.inference.loop;

import static worksound.messages.Addresses.AUDIO_ACCEPT;

import io.vertx.core.Future;
import worksound.inference.attempt.GeneratedSegment;
import worksound.inference.attempt.GenerationAttempt;
import worksound.inference.attempt.GenerationContext;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.failure.Problem;
import worksound.messages.SegmentRequests.AcceptSegment;

/** The best of the rejected attempts at one segment, which is used when the page cannot wait for another one. */
final class BestRejected {

  private final GenerationContext context;
  private final GenerationPlan plan;
  private final Session session;
  private final int index;
  private boolean rejected;
  private boolean asked;
  private boolean accepting;

  /** @param plan knows how long attempts take, and when the page needs the segment */
  BestRejected(GenerationContext context, GenerationPlan plan, Session session, int index) {
    this.context = context;
    this.plan = plan;
    this.session = session;
    this.index = index;
  }

  /** An attempt was accepted. */
  void made(GenerationAttempt attempt) {
    plan.attemptTook(attempt.seconds(), attempt.madeWith());
  }

  /** An attempt has failed; one that was rejected may still be better than nothing. */
  void failed(GenerationAttempt attempt, Problem why) {
    if (why == Problem.SEGMENT_REJECTED) {
      made(attempt);
      rejected = true;
      asked = false;
    }
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
    return !isUsable() || plan.leavesTime(index, session, now());
  }

  /** Whether the page needs the segment before it will report again, and there is something that was not tried. */
  boolean isPressing() {
    return isUsable() && plan.isPressing(index, session, now());
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
