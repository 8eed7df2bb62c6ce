/** Reads a prompt in English or Japanese as a {@link worksound.engine.style.Style}. */
package worksound.engine.prompt;

