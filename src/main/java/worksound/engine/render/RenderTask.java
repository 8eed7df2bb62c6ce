package worksound.engine.render;

import java.nio.file.Path;
import worksound.engine.repaint.PromptAndSeed;

/**
 * What is to be recorded.
 *
 * @param direction words and seed
 * @param seconds   length of a piece from nothing; a source's length wins
 * @param source    WAV to go on from, or null
 * @param from      second at which new music begins in the source
 * @param to        second at which it ends, negative for the end of the source
 * @param fade      seconds over which source and new music are blended, before {@code from} and after {@code to}
 * @param floats    whether 32-bit floats are written instead of 16-bit integers
 */
public record RenderTask(PromptAndSeed direction, double seconds, Path source, double from, double to, double fade, boolean floats) {
}
