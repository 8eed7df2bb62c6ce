package worksound.messages;

import java.time.Instant;

/**
 * ACE-Step cannot do what was asked; another set of parameters is used from here on.
 *
 * @param reason  why
 * @param model   DiT model from now on
 * @param lmModel LM from now on
 */
@Wire
public record GenerationFellBack(String sessionId, int segmentIndex, String reason, String model, String lmModel, Instant at) implements Event {
}
