/**
 * Everything the verticles say to each other, one file per conversation, and the addresses it travels on.
 * Audio never travels on the bus: a message names the segment, {@link worksound.messages.SegmentFiles} says where it lies.
 */
package worksound.messages;
