/**
 * Everything the verticles say to each other: records, the addresses they travel on, one codec and the failure codes.
 * Audio never travels on the bus: a message names the segment, {@link worksound.messages.SegmentFiles} says where it lies.
 */
package worksound.messages;
