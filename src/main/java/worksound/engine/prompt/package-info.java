/** Reads a prompt in English or Japanese as a {@link worksound.engine.score.Style}. */
package worksound.engine.prompt;
