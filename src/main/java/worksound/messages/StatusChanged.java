package worksound.messages;

/**
 * The snapshot is another one.
 *
 * @param cause what happened; null when nothing worth keeping did
 */
@Wire
public record StatusChanged(Snapshot snapshot, Cause cause) {
}
