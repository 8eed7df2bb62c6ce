/** When there is time for a segment, for another take of it, or for the same with another prompt: pure decisions, time is passed in. */
package worksound.inference.pacing;
