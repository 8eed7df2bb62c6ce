/**
 * Everything the verticles say to each other, one file per conversation, and the addresses it travels on.
 * Segments never travel on the bus: a message names the segment, {@link worksound.messages.SegmentFiles} says where it lies. Only what
 * the stream sends to its listeners does, encoded once for all of them.
 */
package worksound.messages;
