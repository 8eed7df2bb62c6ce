package worksound.messages;

import java.time.Instant;

/**
 * A task came further.
 *
 * @param taskId         null before it is submitted
 * @param stage          ACE-Step's words, or ours before it is submitted
 * @param progress       0 to 1
 * @param elapsedSeconds since the attempt began
 * @param etaSeconds     expected seconds to its end, null when unknown
 * @param queuePosition  place among the tasks that wait at ACE-Step, 1 is next; null when it does not wait
 * @param reachable      whether ACE-Step answered, null when it has not been asked yet
 */
@Wire
public record GenerationProgressed(String sessionId, int segmentIndex, int attempt, String taskId, String stage, double progress,
                                   double elapsedSeconds, Double etaSeconds, Integer queuePosition, Boolean reachable,
                                   Instant at) implements Event {
}
