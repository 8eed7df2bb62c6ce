package worksound.messages;

/**
 * Use another prompt from the next generated segment on.
 *
 * @param prompt blank for the default prompt
 */
@Wire
public record ChangePrompt(String prompt) {
}
