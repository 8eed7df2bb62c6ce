package worksound.inference.attempt;

import worksound.messages.Snapshot.Phase;

/**
 * How far an attempt is.
 *
 * @param taskId         null before it is submitted
 * @param phase          what is being done
 * @param stage          the same in words: ACE-Step's while it works on the task, else ours
 * @param progress       0 to 1
 * @param elapsedSeconds since the attempt began
 * @param eta            seconds to the end of the task, null when unknown
 * @param queuePosition  place among the tasks that wait, 1 is next; null when it does not wait
 * @param reachable      whether ACE-Step answered, null when it has not been asked yet
 */
public record Progress(String taskId, Phase phase, String stage, double progress, double elapsedSeconds, Double eta, Integer queuePosition,
                Boolean reachable) {
}
