package worksound.messages;

import java.time.Instant;

/**
 * ACE-Step has taken a task.
 *
 * @param taskType    text2music or repaint
 * @param sourceIndex the segment whose tail it starts with, null for text2music
 * @param model       DiT model asked for
 * @param lmModel     LM asked for
 */
@Wire
public record GenerationSubmitted(String sessionId, int segmentIndex, int attempt, String taskId, String taskType, Integer sourceIndex,
                                  String prompt, String model, String lmModel, Instant at) implements Event {
}
