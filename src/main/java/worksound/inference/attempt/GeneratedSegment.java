package worksound.inference.attempt;

import worksound.messages.Segment;

/**
 * A segment that was made and accepted.
 *
 * @param generationSeconds time that ACE-Step took for it, null when it is an earlier attempt's
 */
public record GeneratedSegment(Segment segment, Double generationSeconds) {
}
