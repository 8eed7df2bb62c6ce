package worksound.messages;

import java.time.Instant;

/**
 * ACE-Step is done and its WAV is here.
 *
 * @param model             DiT model that was used, as ACE-Step says
 * @param lmModel           LM that is loaded, null for none
 * @param seedValue         ACE-Step's random seed
 * @param queueSeconds      time that the task waited for others
 * @param generationSeconds time that the task then took
 * @param downloadSeconds   time to fetch the WAV
 * @param bytes             size of the WAV
 * @param realtimeFactor    seconds of new music per second of generation
 */
@Wire
public record GenerationFinished(String sessionId, int segmentIndex, int attempt, String taskId, String model, String lmModel,
                                 String seedValue, double queueSeconds, double generationSeconds, double downloadSeconds,
                                 long bytes, double realtimeFactor, Instant at) implements Event {
}
