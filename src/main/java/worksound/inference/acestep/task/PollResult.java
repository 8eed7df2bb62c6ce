package worksound.inference.acestep.task;

/**
 * What a poll found.
 *
 * @param eta       seconds to its end, null when unknown
 * @param queued    whether it waits for others
 * @param reachable whether the server answered
 */
public record PollResult(String stage, double progress, Double eta, boolean queued, boolean reachable) {
}
