/** One attempt at a segment on one server, from the seed to the segment that is accepted. */
package worksound.inference.attempt;
