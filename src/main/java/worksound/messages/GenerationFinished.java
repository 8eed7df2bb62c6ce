package worksound.messages;

import java.time.Instant;

/**
 * ACE-Step is done and its WAV is here.
 *
 * @param model             DiT model that was used, as ACE-Step says
 * @param lmModel           LM that was used, as ACE-Step says
 * @param seedValue         ACE-Step's random seed
 * @param generationSeconds from submission to the end of the task
 * @param downloadSeconds   time to fetch the WAV
 * @param bytes             size of the WAV
 * @param realtimeFactor    seconds of new music per second of generation
 */
@Wire
public record GenerationFinished(String sessionId, int segmentIndex, int attempt, String taskId, String model, String lmModel,
                                 String seedValue, double generationSeconds, double downloadSeconds, long bytes,
                                 double realtimeFactor, Instant at) implements Event {
}
