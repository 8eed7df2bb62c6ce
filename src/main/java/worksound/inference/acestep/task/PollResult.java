package worksound.inference.acestep.task;

import worksound.messages.Snapshot.Phase;

/**
 * What a poll found.
 *
 * @param phase     queued, generating or unanswered
 * @param stage     ACE-Step's words; ours when it does not answer
 * @param progress  0 to 1
 * @param eta       seconds to its end, null when unknown
 * @param reachable whether the server answered
 */
public record PollResult(Phase.Code phase, String stage, double progress, Double eta, boolean reachable) {

  /** Whether it waits for others. */
  public boolean queued() {
    return phase == Phase.Code.queued;
  }
}
