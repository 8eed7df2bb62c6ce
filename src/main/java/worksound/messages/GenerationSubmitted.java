package worksound.messages;

import java.time.Instant;

/**
 * ACE-Step has taken a task.
 *
 * @param taskType       text2music or repaint
 * @param sourceIndex    the segment whose tail it starts with, null for text2music
 * @param host           server that took it: scheme, host and port, or builtin
 * @param model          DiT model asked for
 * @param lmModel        LM asked for, null for none
 * @param queuePosition  its place among the tasks that wait, 1 is next; null when ACE-Step did not tell
 * @param prepareSeconds time to find ACE-Step ready, loading models included
 * @param seedSeconds    time until the seed was there
 * @param submitSeconds  time to send it all
 */
@Wire
public record GenerationSubmitted(String sessionId, int segmentIndex, int attempt, String taskId, String taskType, Integer sourceIndex,
                                  String prompt, String host, String model, String lmModel, Integer queuePosition, double prepareSeconds,
                                  double seedSeconds, double submitSeconds, Instant at) implements Event {
}
