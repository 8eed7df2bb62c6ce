package worksound.inference.acestep.task;

import worksound.inference.failure.Limit;

/**
 * How long a task is waited for, in seconds.
 *
 * @param task   from its start
 * @param stall  without progress
 * @param outage without an answer
 * @param queue  behind the work of others
 */
public record TaskLimits(double task, double stall, double outage, Limit queue) {
}
