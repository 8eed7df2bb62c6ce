package worksound.messages;

/**
 * A kept session's newest segment is playable again.
 *
 * @param session null when none was kept or none was wanted
 */
@Wire
public record TakenUp(KeptSession session) {
}
